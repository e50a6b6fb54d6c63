package io.daplug.template;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.event.Announcement;
import io.daplug.guard.ItemVisibility;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemConverter;
import io.daplug.schema.UnknownSchemaException;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugTemplateBuilder}.
 */
class TemplateBuilderTests {

	private static final TableDefinition TABLE = TableDefinition.named("orders")
		.tableName("orders-eu")
		.hashKey("id")
		.build();

	private final DynamoDbClient client = mock(DynamoDbClient.class);

	record Order(String id, String customerName) {

	}

	@Test
	void sendsNothingWhileItBuilds() {
		DaplugTemplate template = DaplugTemplate.builder(this.client, TABLE).build();
		assertThat(template.table()).isSameAs(TABLE);
		assertThat(template).hasToString("DaplugTemplate[orders]");
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void refusesAnIndexThatLeavesOutWhatHidesItems() {
		ItemVisibility visibility = mock(ItemVisibility.class);
		given(visibility.attributes()).willReturn(Set.of("gone"));
		given(visibility.attributesIn(any())).willCallRealMethod();
		given(visibility.and(any())).willReturn(visibility);
		IndexDefinition index = IndexDefinition.of("by-name", "name", null);
		assertThatIllegalStateException()
			.isThrownBy(() -> builder(index.with(IndexProjection.include("status"))).visibility(visibility).build())
			.withMessage("The projection of index 'by-name' of table 'orders' leaves out 'gone', which decides whether "
					+ "an item is seen; include it, or let the index hold all attributes");
		builder(index.with(IndexProjection.include("gone"))).visibility(visibility).build();
		builder(index).visibility(visibility).build();
		builder(index.with(IndexProjection.KEYS_ONLY)).build();
	}

	private DaplugTemplateBuilder builder(IndexDefinition index) {
		return DaplugTemplate.builder(this.client, TableDefinition.named("orders").hashKey("id").index(index).build());
	}

	@Test
	void needsClientAndTable() {
		assertThatIllegalArgumentException().isThrownBy(() -> DaplugTemplate.builder(nothing(), TABLE))
			.withMessageContaining("'client'");
		assertThatIllegalArgumentException().isThrownBy(() -> DaplugTemplate.builder(this.client, nothing()))
			.withMessageContaining("'table'");
	}

	@Test
	void refusesATableWhoseSchemaDoesNotExist() {
		DaplugTemplateBuilder builder = DaplugTemplate.builder(this.client,
				TableDefinition.named("orders").hashKey("id").schema("Order").build());
		assertThatExceptionOfType(UnknownSchemaException.class).isThrownBy(builder::build)
			.withMessageContaining("'Order'");
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void convertsAsItIsTold() {
		given(this.client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
		JsonMapper mapper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		DaplugTemplate.builder(this.client, TABLE)
			.converter(new ItemConverter(mapper))
			.build()
			.insert(new Order("a", "Ada"));
		ArgumentCaptor<PutItemRequest> put = ArgumentCaptor.forClass(PutItemRequest.class);
		then(this.client).should().putItem(put.capture());
		assertThat(put.getValue().tableName()).isEqualTo("orders-eu");
		assertThat(put.getValue().item()).containsOnlyKeys("id", "customer_name");
	}

	@Test
	void takesTheTimeOfChangesAndTimestampsFromItsClock() {
		given(this.client.putItem(any(PutItemRequest.class))).willReturn(PutItemResponse.builder().build());
		Instant now = Instant.parse("2026-01-02T03:04:05Z");
		List<Announcement> announced = new ArrayList<>();
		TableDefinition guarded = TableDefinition.named("orders")
			.hashKey("id")
			.idempotence(IdempotenceDefinition.on("modified").with(GeneratedValue.TIMESTAMP))
			.build();
		Map<String, Object> written = DaplugTemplate.builder(this.client, guarded)
			.clock(Clock.fixed(now, ZoneOffset.UTC))
			.publisher(announced::addAll)
			.build()
			.insert(Map.of("id", "a"));
		assertThat(announced).singleElement()
			.satisfies((announcement) -> assertThat(announcement.change().origin().time()).isEqualTo(now));
		assertThat(Instant.parse((String) written.get("modified"))).isEqualTo(now);
	}

	@SuppressWarnings({ "NullAway", "unchecked" })
	private static <T> T nothing() {
		return (T) null;
	}

}
