package io.daplug.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code openapi.yml}: it says what the service does.
 */
class OpenApiTests {

	@Test
	void describesEveryOperationAndNoOther() {
		Set<String> described = new TreeSet<>();
		members(members(document()).get("paths")).forEach((path, item) -> members(item).keySet()
			.stream()
			.filter((name) -> RequestMethod.resolve(name.toUpperCase(Locale.ROOT)) != null)
			.forEach((method) -> described.add(method + " " + path)));
		assertThat(described).isEqualTo(mapped());
	}

	@Test
	void describesEveryComponentOfAnOrder() {
		assertThat(properties("Order")).isEqualTo(components(Order.class));
		assertThat(properties("OrderLine")).isEqualTo(components(OrderLine.class));
		assertThat(properties("Address")).isEqualTo(components(Address.class));
		assertThat(properties("Stock")).isEqualTo(components(Stock.class));
		assertThat(properties("CustomerOrder")).isEqualTo(components(CustomerOrder.class));
		assertThat(properties("CustomerSummary")).isEqualTo(components(CustomerSummary.class));
		assertThat(properties("Device")).isEqualTo(components(Device.class));
		assertThat(properties("DeviceCommand")).isEqualTo(components(DeviceCommand.class));
		assertThat(properties("DeviceLog")).isEqualTo(components(DeviceLog.class));
		assertThat(properties("DeviceView")).isEqualTo(components(DeviceView.class));
	}

	private static Set<String> mapped() {
		Set<String> mapped = new TreeSet<>();
		Stream.of(OrderController.class, StockController.class, MirrorController.class, DeviceController.class)
			.flatMap((controller) -> Arrays.stream(controller.getDeclaredMethods()))
			.map((method) -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
			.filter(Objects::nonNull)
			.forEach((mapping) -> mapped
				.add(mapping.method()[0].name().toLowerCase(Locale.ROOT) + " " + mapping.path()[0]));
		return mapped;
	}

	private static Set<String> components(Class<? extends Record> type) {
		Set<String> names = new TreeSet<>();
		Arrays.stream(type.getRecordComponents()).forEach((component) -> names.add(component.getName()));
		return names;
	}

	private static Set<String> properties(String schema) {
		Map<String, Object> schemas = members(members(members(document()).get("components")).get("schemas"));
		return new TreeSet<>(members(members(schemas.get(schema)).get("properties")).keySet());
	}

	private static Object document() {
		YamlMapFactoryBean yaml = new YamlMapFactoryBean();
		yaml.setResources(new ClassPathResource("openapi.yml"));
		return Objects.requireNonNull(yaml.getObject());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> members(@Nullable Object value) {
		assertThat(value).isInstanceOf(Map.class);
		return (Map<String, Object>) Objects.requireNonNull(value);
	}

}
