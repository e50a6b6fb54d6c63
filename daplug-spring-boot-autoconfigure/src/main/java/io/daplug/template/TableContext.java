package io.daplug.template;

import java.time.Clock;
import java.util.Optional;

import io.daplug.event.ChangePublisher;
import io.daplug.expression.ExpressionWriter;
import io.daplug.idempotence.IdempotenceGuard;
import io.daplug.item.ItemConverter;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What all parts of one table's template work with.
 */
record TableContext(TableDefinition table, DynamoDbClient client, ItemConverter converter, SchemaRegistry schemas,
		ChangePublisher publisher, @Nullable IdempotenceGuard guard, Clock clock) {

	KeyPrefixer prefixer(CallOptions options) {
		return options.prefixes().isEmpty() ? this.table.prefixer() : this.table.prefixer().with(options.prefixes());
	}

	/** The schema of a write: the call's, else the table's. */
	@Nullable ItemSchema writeSchema(CallOptions options) {
		Optional<String> chosen = options.schema();
		String name = (chosen != null) ? chosen.orElse(null) : this.table.schema();
		return (name != null) ? this.schemas.get(name) : null;
	}

	/** The schema of a read: the call's, and none without it. */
	@Nullable ItemSchema readSchema(CallOptions options) {
		Optional<String> chosen = options.schema();
		return (chosen != null && chosen.isPresent()) ? this.schemas.get(chosen.get()) : null;
	}

	ExpressionWriter expressions(KeyPrefixer prefixer) {
		return new ExpressionWriter((attribute, value) -> {
			AttributeValue converted = this.converter.toAttribute(value);
			return (attribute != null) ? prefixer.add(attribute, converted) : converted;
		});
	}

}
