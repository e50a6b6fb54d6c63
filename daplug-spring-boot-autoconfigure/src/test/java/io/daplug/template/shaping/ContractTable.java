package io.daplug.template.shaping;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.sns.MessagePayload;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.sns.TopicDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchFailure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A table with the hash key {@code id} in the embedded DynamoDB, whose schema
 * {@code Item} a test writes down.
 */
final class ContractTable {

	private final SchemaRegistry schemas;

	private final TableDefinition definition;

	private final List<Announcement> announcements = new CopyOnWriteArrayList<>();

	private ContractTable(SchemaRegistry schemas, TableDefinition definition) {
		this.schemas = schemas;
		this.definition = definition;
	}

	/**
	 * Creates a table.
	 * @param schemas the schemas of an OpenAPI 3.1 document in YAML, one of them
	 * {@code Item}
	 * @return the table
	 */
	static ContractTable of(String schemas) {
		return of(schemas, (table) -> {
		});
	}

	static ContractTable of(String schemas, Consumer<TableDefinitionBuilder> customizer) {
		return of(schemas, TableDefinition.named("items").schema("Item"), customizer);
	}

	/** Creates a table without schema. */
	static ContractTable bare(Consumer<TableDefinitionBuilder> customizer) {
		return of("Item: {}", TableDefinition.named("items"), customizer);
	}

	private static ContractTable of(String schemas, TableDefinitionBuilder builder,
			Consumer<TableDefinitionBuilder> customizer) {
		builder.tableName("t-" + UUID.randomUUID()).hashKey("id");
		customizer.accept(builder);
		TableDefinition definition = builder.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(definition);
		String document = "openapi: 3.1.0\ncomponents:\n  schemas:\n" + schemas.indent(4);
		return new ContractTable(SchemaRegistry.load(List.of("openapi.yml"),
				SchemaLoading.defaults().resourceLoader(new DefaultResourceLoader() {

					@Override
					public Resource getResource(String location) {
						return new ByteArrayResource(document.getBytes(StandardCharsets.UTF_8)) {

							@Override
							public String getFilename() {
								return "openapi.yml";
							}

						};
					}

				})), definition);
	}

	/** The same table under other rules. */
	ContractTable with(Consumer<TableDefinitionBuilder> customizer) {
		TableDefinitionBuilder builder = TableDefinition.named("items")
			.tableName(this.definition.tableName())
			.hashKey("id")
			.schema("Item");
		customizer.accept(builder);
		return new ContractTable(this.schemas, builder.build());
	}

	DaplugTemplate template() {
		return DaplugTemplate.builder(LocalDynamoDb.client(), this.definition)
			.schemas(this.schemas)
			.publisher(this.announcements::addAll)
			.build();
	}

	/** A template that announces its changes on a topic too. */
	DaplugTemplate template(SnsClient sns, MessagePayload payload) {
		ChangePublisher topic = SnsChangePublisher.builder(sns)
			.topic(TopicDefinition.of(this.definition, "arn:aws:sns:us-east-1:000000000000:items")
				.payload(payload)
				.build())
			.build();
		return DaplugTemplate.builder(LocalDynamoDb.client(), this.definition)
			.schemas(this.schemas)
			.publisher(topic)
			.build();
	}

	/** What was announced, in its order. */
	List<Announcement> announcements() {
		return this.announcements;
	}

	/** Puts an item past the template. */
	void put(Map<String, AttributeValue> item) {
		LocalDynamoDb.client().putItem((put) -> put.tableName(this.definition.tableName()).item(item));
	}

	/** The item that is stored; empty if there is none. */
	Map<String, AttributeValue> stored(String id) {
		return LocalDynamoDb.client()
			.getItem((get) -> get.tableName(this.definition.tableName())
				.key(Map.of("id", AttributeValue.fromS(id)))
				.consistentRead(true))
			.item();
	}

	/**
	 * The violations that a call is refused for.
	 * @param call the call
	 * @return pointers and keywords, such as {@code /a/b type}, in the order of the
	 * pointers; none if the call is not refused
	 */
	static List<String> refused(ThrowingCallable call) {
		return refused(catchThrowable(call));
	}

	/**
	 * The violations that the only entry of a batch is refused for.
	 * @param result what became of the batch
	 * @return pointers and keywords
	 */
	static List<String> refused(BatchCounts result) {
		BatchFailure<?> first = result.unwritten().first();
		return (first == null) ? List.of() : refused(first.cause());
	}

	private static List<String> refused(@Nullable Throwable failure) {
		if (failure == null) {
			return List.of();
		}
		Throwable cause = (failure instanceof SchemaViolationException) ? failure : failure.getCause();
		return ((SchemaViolationException) Objects.requireNonNull(cause, failure::toString)).violations()
			.stream()
			.map((violation) -> violation.pointer() + " " + violation.keyword())
			.sorted()
			.toList();
	}

	/** What a call is told of its only violation. */
	static String message(ThrowingCallable call) {
		return ((SchemaViolationException) Objects.requireNonNull(catchThrowable(call))).violations()
			.stream()
			.map(SchemaViolation::toString)
			.reduce((left, right) -> left + "; " + right)
			.orElse("");
	}

	static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	static AttributeValue number(long value) {
		return AttributeValue.fromN(Long.toString(value));
	}

}
