package io.daplug.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.guard.ItemVisibility;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that every way to read shows what is visible, and nothing else: items with the
 * attribute {@code gone} are hidden, and so is the attribute {@code secret} of the
 * others.
 */
class VisibilityIntegrationTests {

	private static final ItemVisibility VISIBILITY = new ItemVisibility() {

		@Override
		public Set<String> attributes() {
			return Set.of("gone");
		}

		@Override
		public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
			assertThat(stored.getOrDefault("id", text("o#a")).s()).as("prefixes are on").startsWith("o#");
			if (stored.containsKey("gone")) {
				return null;
			}
			Map<String, AttributeValue> visible = new LinkedHashMap<>(stored);
			visible.remove("secret");
			return visible;
		}

	};

	private static final StoredTable TABLE = StoredTable.of((definition) -> definition.rangeKey("line")
		.hashPrefix("o#")
		.index(IndexDefinition.of("by-customer", "customer", "line")));

	private final DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), TABLE.definition())
		.schemas(StoredTable.SCHEMAS)
		.visibility(VISIBILITY)
		.build();

	@BeforeAll
	static void storeItems() {
		for (int line = 10; line < 20; line++) {
			Map<String, AttributeValue> item = new LinkedHashMap<>(Map.of("id", text("o#a"), "line", text("" + line),
					"customer", text("c"), "size", number(line), "secret", text("s")));
			if (line % 5 != 3) {
				item.put("gone", AttributeValue.fromBool(true));
			}
			TABLE.put(item);
		}
		TABLE.put(Map.of("id", text("o#b"), "line", text("1"), "gone", text("")));
	}

	@Test
	void getsWhatIsVisible() {
		assertThat(this.template.get(ItemKey.of("a", "10"))).isEmpty();
		assertThat(this.template.get(ItemKey.of("a", "13"))).hasValueSatisfying(VisibilityIntegrationTests::isWhole);
		assertThat(this.template.get(ItemKey.of("a", "10"), (options) -> options.project("size"))).isEmpty();
		assertThat(this.template.get(ItemKey.of("a", "13"), (options) -> options.project("size", "secret")))
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("size"));
		assertThat(this.template.as(Map.class).get(ItemKey.of("a", "10"))).isEmpty();
	}

	@Test
	void queriesWhatIsVisible() {
		ItemQuery<Map<String, Object>> query = this.template.query((options) -> options.hashKey("a"));
		isWhole(query.list());
		try (Stream<Map<String, Object>> items = query.stream()) {
			isWhole(items.toList());
		}
		assertThat(query.first()).hasValueSatisfying(VisibilityIntegrationTests::isWhole);
		assertThat(query.count()).isEqualTo(2);
		assertThat(this.template.query((options) -> options.hashKey("b")).first()).isEmpty();
		isWhole(this.template.query((options) -> options.index("by-customer").hashKey("c")).list());
		assertThat(this.template.query((options) -> options.hashKey("a").limit(2)).list()).as("a limit is filled")
			.hasSize(2);
		assertThat(this.template.query((options) -> options.hashKey("a").limit(1)).count()).isEqualTo(1);
		assertThat(
				this.template.query((options) -> options.hashKey("a").filter(Condition.attribute("size").isAtMost(15)))
					.count())
			.isEqualTo(1);
		assertThat(this.template.query((options) -> options.hashKey("a").project("size")).list()).hasSize(2)
			.allSatisfy((item) -> assertThat(item).containsOnlyKeys("size"));
		isWhole(this.template.read((options) -> options.hashKey("a")).toList());
	}

	@Test
	void pagesThroughWhatIsVisible() {
		for (ItemSelection<Map<String, Object>> items : List.<ItemSelection<Map<String, Object>>>of(
				this.template.query((options) -> options.hashKey("a")), this.template.scan())) {
			List<Map<String, Object>> read = new ArrayList<>();
			Page<Map<String, Object>> first = items.page(PageRequest.of(1));
			assertThat(first.items()).hasSize(1);
			assertThat(first.hasNext()).isTrue();
			read.addAll(first.items());
			Page<Map<String, Object>> last = items.page(PageRequest.of(1).after(first.nextToken()));
			assertThat(last.hasNext()).isFalse();
			read.addAll(last.items());
			isWhole(read);
		}
		assertThat(
				this.template.query((options) -> options.hashKey("a").project("size")).page(PageRequest.of(5)).items())
			.hasSize(2)
			.allSatisfy((item) -> assertThat(item).containsOnlyKeys("size"));
	}

	@Test
	void respondsWithWhatIsVisible() {
		ItemQuery<Map<String, Object>> query = this.template.query((options) -> options.hashKey("a"));
		QueryResponse response = query.response();
		isWhole(response.items());
		assertThat(response.count()).isEqualTo(2);
		assertThat(response.scannedCount()).isEqualTo(10);
		QueryResponse counted = query.response(Select.COUNT);
		assertThat(counted.count()).isEqualTo(2);
		assertThat(counted.hasItems()).isFalse();
		ScanResponse scanned = this.template.scan().response();
		isWhole(scanned.items());
		assertThat(scanned.count()).isEqualTo(2);
		assertThat(this.template.scan().response(Select.COUNT))
			.satisfies((count) -> assertThat(count.count()).isEqualTo(2))
			.satisfies((count) -> assertThat(count.hasItems()).isFalse());
		assertThat(this.template.query((options) -> options.hashKey("a").project("size")).response().items())
			.containsExactly(Map.of("size", number(13)), Map.of("size", number(18)));
	}

	@Test
	void scansWhatIsVisible() {
		isWhole(this.template.scan().list());
		assertThat(this.template.scan().count()).isEqualTo(2);
		assertThat(this.template.scan().first()).hasValueSatisfying(VisibilityIntegrationTests::isWhole);
		isWhole(this.template.scan((options) -> options.segments(3)).list());
		assertThat(this.template.scan((options) -> options.segments(3)).count()).isEqualTo(2);
		assertThat(this.template.scan((options) -> options.segments(3)).first()).isPresent();
		isWhole(this.template.scan().stream().toList());
	}

	@Test
	void updatesTheFirstItemOfAQueryThatIsVisible() {
		assertThat(this.template.update((query) -> query.hashKey("a"), Map.of("size", 13))).containsEntry("line", "13");
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> this.template.update((query) -> query.hashKey("b"), Map.of("size", 1)));
	}

	@Test
	void showsEverythingByDefault() {
		assertThat(TABLE.template().scan().count()).isEqualTo(11);
		assertThat(TABLE.template().get(ItemKey.of("a", "10")))
			.hasValueSatisfying((item) -> assertThat(item).containsKeys("secret", "gone"));
	}

	private static void isWhole(List<? extends Map<String, ?>> items) {
		assertThat(items).hasSize(2).allSatisfy(VisibilityIntegrationTests::isWhole);
	}

	private static void isWhole(Map<String, ?> item) {
		assertThat(item).containsOnlyKeys("id", "line", "customer", "size");
	}

}
