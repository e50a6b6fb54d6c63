package io.daplug.autoconfigure.sns;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.daplug.event.ChangePublisher;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableRegistry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Registers, for each table whose messages come from its stream, a listener that sends
 * them, before changes are handled.
 */
final class StreamedTopicRegistrar implements SmartInitializingSingleton {

	private final ObjectProvider<ChangePublisher> publishers;

	private final ObjectProvider<StreamListenerRegistry> listeners;

	private final TableRegistry tables;

	private final SchemaRegistry schemas;

	StreamedTopicRegistrar(ObjectProvider<ChangePublisher> publishers, ObjectProvider<StreamListenerRegistry> listeners,
			TableRegistry tables, SchemaRegistry schemas) {
		this.publishers = publishers;
		this.listeners = listeners;
		this.tables = tables;
		this.schemas = schemas;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.publishers.stream()
			.filter(SnsChangePublisher.class::isInstance)
			.map(SnsChangePublisher.class::cast)
			.forEach((publisher) -> publisher.streamedTables()
				.stream()
				.sorted()
				.forEach((table) -> this.listeners.getObject()
					.register(ListenerDefinition.named("sns:" + table)
						.tables(List.of(table))
						.handler(publisher.streamHandler(table, outgoing(table)))
						.build())));
	}

	/** Messages never hold what the table's schema calls write-only. */
	private UnaryOperator<Map<String, AttributeValue>> outgoing(String table) {
		String name = this.tables.require(table).schema();
		ItemSchema schema = (name != null) ? this.schemas.get(name) : null;
		return (schema != null && schema.hasWriteOnly()) ? schema::withoutWriteOnly : UnaryOperator.identity();
	}

}
