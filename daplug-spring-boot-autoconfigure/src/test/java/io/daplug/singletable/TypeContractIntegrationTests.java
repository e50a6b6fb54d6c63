package io.daplug.singletable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.TableDefinition;
import io.daplug.table.UnreadableItemException;
import io.daplug.table.Validation;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.batch.BatchResult;
import jakarta.validation.Valid;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what Java types demand of their items.
 */
class TypeContractIntegrationTests {

	private static final ValidatorFactory VALIDATORS = jakarta.validation.Validation.buildDefaultValidatorFactory();

	private final String tableName = "t-" + UUID.randomUUID();

	private final ItemOperations<Task> tasks = create().items(Task.class);

	private static final Task TASK = new Task("t1", "write", 3, List.of(new Step("think")), List.of());

	@AfterAll
	static void closeValidators() {
		VALIDATORS.close();
	}

	private SingleTableTemplate create() {
		TableDefinition table = TableDefinition.named("work")
			.tableName(this.tableName)
			.hashKey("pk")
			.rangeKey("sk")
			.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table);
		return SingleTableTemplate.of(
				SingleTableDefinition.of(table,
						(types) -> types.types(Task.class, Free.class)
							.constraints(new JakartaConstraints(VALIDATORS.getValidator()))),
				(typed) -> DaplugTemplate.builder(LocalDynamoDb.client(), typed).build());
	}

	@Test
	void refusesWhatConstraintsForbid() {
		Task task = new Task("t1", " ", 9, List.of(new Step("far too long a step")), List.of());
		assertThatExceptionOfType(SchemaViolationException.class).isThrownBy(() -> this.tasks.insert(task))
			.satisfies((ex) -> assertThat(ex.schema()).isEqualTo("Task"))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(SchemaViolation::pointer)
				.containsExactly("/priority", "/steps/0/text", "/the-title"))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(SchemaViolation::keyword)
				.containsExactly("Max", "Size", "NotBlank"));
		assertThatExceptionOfType(SchemaViolationException.class).isThrownBy(() -> this.tasks.overwrite(task));
		assertThat(this.tasks.get(ItemKey.of("t1"))).isEmpty();
		assertThat(this.tasks.insert(TASK)).isEqualTo(TASK);
	}

	@Test
	void refusesEntriesOfABatch() {
		Task bad = new Task("t2", "", 1, List.of(), List.of());
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.tasks.batchInsert(List.of(TASK, bad)))
			.withMessageContaining("/the-title");
		BatchResult<Task> written = this.tasks.batchInsert(List.of(TASK));
		assertThat(written.written()).hasSize(1);
	}

	@Test
	void updateFailsForWhatItBrings() {
		this.tasks.insert(new Task("t1", "write", 9, List.of(), List.of()),
				(options) -> options.validation(Validation.NONE));
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> this.tasks.update(ItemKey.of("t1"), Map.of("the-title", "")))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(SchemaViolation::pointer)
				.containsExactly("/the-title"));
		assertThat(this.tasks.update(ItemKey.of("t1"), Map.of("the-title", "read")).title()).isEqualTo("read");
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> this.tasks.update(ItemKey.of("t1"), Map.of("the-title", "talk"),
					(options) -> options.validation(Validation.WHOLE)))
			.satisfies((ex) -> assertThat(ex.violations()).extracting(SchemaViolation::pointer)
				.containsExactly("/priority"));
	}

	@Test
	void typesWithoutConstraintsAreNotChecked() {
		SingleTableDefinition definition = SingleTableDefinition.of(
				TableDefinition.named("work").hashKey("pk").rangeKey("sk").build(),
				(types) -> types.types(Task.class, Free.class)
					.constraints(new JakartaConstraints(VALIDATORS.getValidator())));
		assertThat(definition.type(Task.class).table().itemContract().constrains()).isTrue();
		assertThat(definition.type(Free.class).table().itemContract().constrains()).isFalse();
	}

	@Test
	void storedItemThatLacksAComponentIsNamed() {
		put("t3", Map.of("priority", AttributeValue.fromN("1")));
		assertThatExceptionOfType(UnreadableItemException.class).isThrownBy(() -> this.tasks.get(ItemKey.of("t3")))
			.withMessage("ItemKey[id=t3] of table 'work' cannot be read: it lacks 'the-title', which Task requires")
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(ItemKey.of(Map.of("id", "t3"))));
		assertThatExceptionOfType(UnreadableItemException.class)
			.isThrownBy(() -> this.tasks.query((query) -> query.hashKey("t3")).list())
			.withMessageContaining("it lacks 'the-title'");
		assertThat(this.tasks.get(ItemKey.of("t3"), (options) -> options.project("id", "priority")))
			.hasValueSatisfying((task) -> assertThat(task.priority()).isOne());
	}

	@Test
	void componentThatIsFilledInMayBeMissing() {
		put("t4", Map.of("priority", AttributeValue.fromN("1"), "the-title", text("read")));
		assertThat(this.tasks.get(ItemKey.of("t4"))).contains(new Task("t4", "read", 1, List.of(), List.of()));
	}

	private void put(String id, Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> item = new HashMap<>(attributes);
		item.put("id", text(id));
		item.put("pk", text("TI#" + id));
		item.put("sk", text("A"));
		LocalDynamoDb.client().putItem((put) -> put.tableName(this.tableName).item(item));
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	@ItemType
	record Task(String id, @JsonProperty("the-title") @NotBlank String title, @Max(5) int priority,
			List<@Valid Step> steps, List<String> tags) {

		Task(String id, String title, int priority, @Nullable List<Step> steps, @Nullable List<String> tags) {
			this.id = id;
			this.title = title;
			this.priority = priority;
			this.steps = (steps != null) ? steps : List.of();
			this.tags = (tags != null) ? tags : List.of();
		}

	}

	record Step(@Size(max = 8) String text) {

	}

	@ItemType
	record Free(String id) {

	}

}
