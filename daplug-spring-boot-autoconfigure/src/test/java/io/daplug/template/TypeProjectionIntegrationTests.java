package io.daplug.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.ReadOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for reads of only those attributes that the type of the items has.
 */
class TypeProjectionIntegrationTests {

	private static final StoredTable TABLE = StoredTable
		.of((table) -> table.hashPrefix("o#").rangeKey("line").index(IndexDefinition.of("by-status", "status", null)));

	private static final ItemKey KEY = ItemKey.of("a", "1");

	/** What requests asked for: each name of an attribute, null for whole items. */
	private final List<@Nullable Set<String>> asked = Collections.synchronizedList(new ArrayList<>());

	private final DynamoDbClient client = FaultyClient.with((request, server) -> {
		this.asked.add(names(request));
		return server.get();
	});

	private final ItemOperations<Summary> summaries = TABLE.template(this.client).as(Summary.class);

	record Place(String city) {
	}

	record Summary(String id, @JsonProperty("status") String state, @Nullable Place place) {
	}

	record Free(String id, @JsonAnySetter Map<String, Object> rest) {
	}

	record Counted(String id, int total) {
	}

	record Note(@Nullable String note) {
	}

	@BeforeAll
	static void store() {
		TABLE.put(Map.of("id", text("o#a"), "line", text("1"), "status", text("PAID"), "place",
				AttributeValue.fromM(Map.of("city", text("Bonn"), "street", text("Main"))), "total", number(3), "note",
				text("long")));
		TABLE.put(Map.of("id", text("o#a"), "line", text("2"), "status", text("OPEN")));
	}

	private static @Nullable Set<String> names(Object request) {
		if (request instanceof BatchGetItemRequest batch) {
			KeysAndAttributes asked = batch.requestItems().values().iterator().next();
			return names(asked.projectionExpression(), asked.expressionAttributeNames());
		}
		if (request instanceof GetItemRequest get) {
			return names(get.projectionExpression(), get.expressionAttributeNames());
		}
		if (request instanceof QueryRequest query) {
			return names(query.projectionExpression(), query.expressionAttributeNames());
		}
		ScanRequest scan = (ScanRequest) request;
		return names(scan.projectionExpression(), scan.expressionAttributeNames());
	}

	private static @Nullable Set<String> names(@Nullable String projection, Map<String, String> aliases) {
		if (projection == null) {
			return null;
		}
		Set<String> names = new HashSet<>();
		for (String alias : projection.split(", *")) {
			names.add(String.valueOf(aliases.get(alias)));
		}
		return names;
	}

	@Test
	void readsTheSameItemsWithLessOfThem() {
		Summary first = new Summary("a", "PAID", new Place("Bonn"));
		Summary second = new Summary("a", "OPEN", null);
		assertThat(this.summaries.get(KEY)).contains(first);
		assertThat(this.summaries.get(KEY, (options) -> options.projectType())).contains(first);
		assertThat(this.summaries.query((query) -> query.hashKey("a").projectType()).list()).containsExactly(first,
				second);
		assertThat(this.summaries.scan((scan) -> scan.projectType()).list()).containsExactly(first, second);
		assertThat(this.summaries.scan((scan) -> scan.projectType().segments(2)).list())
			.containsExactlyInAnyOrder(first, second);
		assertThat(this.summaries.first((query) -> query.hashKey("a").projectType().descending())).contains(second);
		try (Stream<Summary> read = this.summaries.read((query) -> query.hashKey("a").projectType())) {
			assertThat(read).containsExactly(first, second);
		}
		assertThat(this.asked.get(0)).isNull();
		assertThat(this.asked.subList(1, this.asked.size())).containsOnly(Set.of("id", "status", "place"));
	}

	@Test
	void bringsTheKeysThatAReadNeedsBeside() {
		assertThat(this.summaries.batchGet(List.of(KEY), (options) -> options.projectType()).items())
			.containsExactly(new Summary("a", "PAID", new Place("Bonn")));
		assertThat(this.summaries.query((query) -> query.hashKey("a").projectType()).page(PageRequest.of(1)).items())
			.hasSize(1);
		assertThat(this.asked).containsOnly(Set.of("id", "status", "place", "line"));
	}

	@Test
	void readsOfAResponseWhatTheTypeHas() {
		assertThat(this.summaries.query((query) -> query.hashKey("a").projectType()).response().items())
			.allSatisfy((item) -> assertThat(item).doesNotContainKeys("line", "total", "note"));
		assertThat(this.asked).containsOnly(Set.of("id", "status", "place"));
	}

	@Test
	void goesTogetherWithAFilterAndAnIndex() {
		assertThat(this.summaries
			.query((query) -> query.index("by-status")
				.hashKey("PAID")
				.filter(Condition.attribute("total").isEqualTo(3))
				.projectType())
			.list()).hasSize(1);
	}

	@Test
	void countsAsEver() {
		assertThat(this.summaries.query((query) -> query.hashKey("a").projectType()).count()).isEqualTo(2);
	}

	@Test
	void refusesTypesThatTakeAnyAttribute() {
		DaplugTemplate template = TABLE.template(this.client);
		ReadOptions projected = ReadOptions.of(ReadOptions.Builder::projectType);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> template.get(KEY, projected))
			.withMessageContaining("'projectType' needs a type that says which attributes it has")
			.withMessageContaining("name them by 'project'");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.get(KEY, JsonNode.class, projected));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.get(KEY, Free.class, projected))
			.withMessageContaining("Free");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.batchGet(List.of(KEY), (options) -> options.projectType()));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.query((query) -> query.hashKey("a").projectType()));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> template.scan((scan) -> scan.projectType()).list());
		assertThat(this.asked).isEmpty();
	}

	@Test
	void refusesTwoProjections() {
		assertThatIllegalStateException()
			.isThrownBy(() -> ReadOptions.of((options) -> options.project("id").projectType()))
			.withMessageContaining("'projectType' must not be set together with 'project'");
	}

	@Test
	void refusesAProjectedQueryOfAnUpdate() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					() -> this.summaries.update((query) -> query.hashKey("a").projectType(), Map.of("status", "PAID")))
			.withMessageContaining("'projectType'");
	}

	@Test
	void looksATypeUpOnce() {
		AtomicInteger lookups = new AtomicInteger();
		JsonMapper mapper = JsonMapper.builder().annotationIntrospector(new JacksonAnnotationIntrospector() {

			private static final long serialVersionUID = 1L;

			@Override
			public @Nullable Object findDeserializer(MapperConfig<?> config,
					tools.jackson.databind.introspect.Annotated annotated) {
				lookups.incrementAndGet();
				return super.findDeserializer(config, annotated);
			}

			@Override
			public com.fasterxml.jackson.annotation.JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
					MapperConfig<?> config, tools.jackson.databind.introspect.Annotated annotated) {
				lookups.incrementAndGet();
				return super.findPolymorphicTypeInfo(config, annotated);
			}

			@Override
			public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
				lookups.incrementAndGet();
				return super.hasIgnoreMarker(config, member);
			}
		}).build();
		ItemOperations<Summary> reader = DaplugTemplate.builder(LocalDynamoDb.client(), TABLE.definition())
			.converter(new ItemConverter(mapper))
			.build()
			.as(Summary.class);
		reader.get(KEY, (options) -> options.projectType());
		int once = lookups.get();
		assertThat(once).isPositive();
		reader.get(KEY, (options) -> options.projectType());
		assertThat(lookups).hasValue(once);
	}

	@Test
	@DisplayName("(quirk) an item that has none of the projected attributes is an item all the same")
	void returnsItemsWithoutAnyProjectedAttribute() {
		DaplugTemplate template = TABLE.template();
		assertThat(template.query((query) -> query.hashKey("a").project("note")).list())
			.containsExactly(Map.of("note", "long"), Map.of());
		assertThat(template.get(ItemKey.of("a", "2"), (options) -> options.project("note"))).contains(Map.of());
		assertThat(template.scan((scan) -> scan.project("note")).list()).hasSize(2);
		assertThat(template.as(Note.class).query((query) -> query.hashKey("a").projectType()).list())
			.containsExactly(new Note("long"), new Note(null));
	}

	@Test
	@DisplayName("(quirk) a component whose attribute is not read is null; a number that cannot be is told with its item's type")
	void readsComponentsWithoutAttributesAsNull() {
		DaplugTemplate template = TABLE.template();
		assertThat(template.query((query) -> query.hashKey("a").project("status"), Summary.class).first())
			.hasValueSatisfying((item) -> assertThat(item.state()).isEqualTo("PAID"))
			.hasValueSatisfying((item) -> assertThat(item.id()).isNull());
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> template.query((query) -> query.hashKey("a").project("status"), Counted.class).list())
			.withMessageContaining("Counted");
	}

}
