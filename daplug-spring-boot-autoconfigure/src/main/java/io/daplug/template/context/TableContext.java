package io.daplug.template.context;

import java.time.Clock;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.event.ChangePublisher;
import io.daplug.expression.ExpressionWriter;
import io.daplug.idempotence.IdempotenceGuard;
import io.daplug.item.ItemConverter;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.CallOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What all parts of one table's template work with.
 */
public record TableContext(TableDefinition table, DynamoDbRequests requests, ItemConverter converter,
		SchemaRegistry schemas, ChangePublisher publisher, @Nullable IdempotenceGuard guard, Clock clock) {

	public KeyPrefixer prefixer(CallOptions options) {
		return options.prefixes().isEmpty() ? this.table.prefixer() : this.table.prefixer().with(options.prefixes());
	}

	/** The schema of a write: the call's, else the table's. */
	public @Nullable ItemSchema writeSchema(CallOptions options) {
		return schema(options.schema().orElse(this.table.schema()));
	}

	/** The schema of a read: the call's, and none without it. */
	public @Nullable ItemSchema readSchema(CallOptions options) {
		return schema(options.schema().orElse(null));
	}

	private @Nullable ItemSchema schema(@Nullable String name) {
		return (name != null) ? this.schemas.get(name) : null;
	}

	public ExpressionWriter expressions(KeyPrefixer prefixer) {
		return new ExpressionWriter((attribute, value) -> {
			AttributeValue converted = this.converter.toAttribute(value);
			return (attribute != null) ? prefixer.add(attribute, converted) : converted;
		});
	}

}
