package io.daplug.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.template.DaplugTemplate;
import io.daplug.test.shop.Checkout;
import io.daplug.test.shop.ShopApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that classes with {@link DaplugTest} know nothing of each other, by running them
 * as a test framework does.
 */
class DaplugTestIsolationTests {

	@Test
	void classesDoNotShareTables() throws Exception {
		TestContextManager one = new TestContextManager(One.class);
		TestContextManager two = new TestContextManager(Two.class);
		try {
			ConfigurableApplicationContext first = context(one);
			ConfigurableApplicationContext second = context(two);
			orders(first).insert(Map.of("orderId", "a-1"));
			assertThat(orders(second).get(ItemKey.of("a-1"))).isEmpty();
			orders(second).insert(Map.of("orderId", "a-1"));
			assertThat(endpoint(first)).isNotEqualTo(endpoint(second));
			assertThat(first.getBean(RecordedChanges.class)).inserted("orders").once();
		}
		finally {
			one.afterTestClass();
			two.afterTestClass();
		}
	}

	@Test
	void subclassesDoNotShareTables() {
		assertThat(DaplugTestContextCustomizer.owner(One.class))
			.isNotEqualTo(DaplugTestContextCustomizer.owner(Two.class));
		assertThat(DaplugTestContextCustomizer.owner(One.Inside.class)).isEqualTo(One.class);
		assertThat(DaplugTestContextCustomizer.owner(WithoutAnnotation.OfItsOwn.class))
			.isEqualTo(WithoutAnnotation.OfItsOwn.class);
	}

	@Test
	void contextIsClosedAfterItsClassAndNotAfterAClassInside() throws Exception {
		TestContextManager inside = new TestContextManager(One.Inside.class);
		TestContextManager outside = new TestContextManager(One.class);
		ConfigurableApplicationContext context = context(outside);
		assertThat(context(inside)).isSameAs(context);
		inside.afterTestClass();
		assertThat(context.isActive()).isTrue();
		outside.afterTestClass();
		assertThat(context.isActive()).isFalse();
	}

	@Test
	void applicationsOwnDataIsNotTouched() throws Exception {
		TestContextManager manager = new TestContextManager(One.class);
		try {
			ConfigurableApplicationContext context = context(manager);
			// As the application's file has it, below what the slice says.
			assertThat(context.getEnvironment().getProperty("daplug.local.path")).isEmpty();
			assertThat(Path.of("embedded-data-of-the-application")).doesNotExist();
			assertThat(Path.of("").toAbsolutePath()).isDirectoryNotContaining("glob:**.{db,lock}");
			assertThat(context.getEnvironment().getProperty("daplug.create-tables")).isEqualTo("if-missing");
			assertThat(orders(context).scan().stream()).isEmpty();
		}
		finally {
			manager.afterTestClass();
		}
	}

	@Test
	void componentsAreIncludedByFilters() throws Exception {
		TestContextManager manager = new TestContextManager(WithCheckout.class);
		try {
			assertThat(context(manager).getBeansOfType(Checkout.class)).hasSize(1);
		}
		finally {
			manager.afterTestClass();
		}
		TestContextManager without = new TestContextManager(Two.class);
		try {
			assertThat(context(without).getBeansOfType(Checkout.class)).isEmpty();
		}
		finally {
			without.afterTestClass();
		}
	}

	@Test
	void staysOnTheServerOfTheApplicationWhenTold() throws Exception {
		TestContextManager manager = new TestContextManager(NotEmbedded.class);
		try {
			assertThat(context(manager).getBeansOfType(EmbeddedDynamoDb.class)).isEmpty();
		}
		finally {
			manager.afterTestClass();
		}
	}

	@Test
	void sliceHasAllAutoConfigurations() throws IOException {
		String all = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";
		assertThat(
				lines("META-INF/spring/io.daplug.test.DaplugTest.imports").map((line) -> line.replace("optional:", "")))
			.containsAll(lines(all).toList());
	}

	private static Stream<String> lines(String resource) throws IOException {
		return Files.readString(Path.of("src/main/resources", resource)).lines();
	}

	private static ConfigurableApplicationContext context(TestContextManager manager) {
		return (ConfigurableApplicationContext) manager.getTestContext().getApplicationContext();
	}

	private static DaplugTemplate orders(ConfigurableApplicationContext context) {
		return context.getBean("orders", DaplugTemplate.class);
	}

	private static List<String> endpoint(ConfigurableApplicationContext context) {
		return List.of(context.getBean(EmbeddedDynamoDb.class).endpoint().toString());
	}

	@DaplugTest(properties = "spring.config.location=classpath:testkit/application.yml")
	@ContextConfiguration(classes = ShopApplication.class)
	abstract static class Shared {

	}

	static class One extends Shared {

		@Nested
		class Inside {

		}

	}

	static class Two extends Shared {

	}

	@DaplugTest(properties = "spring.config.location=classpath:testkit/application.yml",
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Checkout.class))
	@ContextConfiguration(classes = ShopApplication.class)
	static class WithCheckout {

	}

	@DaplugTest(embedded = false, properties = "spring.cloud.aws.region.static=eu-central-1")
	@ContextConfiguration(classes = ShopApplication.class)
	static class NotEmbedded {

	}

	static class WithoutAnnotation {

		@Nested
		@DaplugTest
		class OfItsOwn {

		}

	}

}
