package io.daplug.stream;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

import io.daplug.table.ItemTypes;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table with items of several types, which the beginnings of the keys tell apart.
 */
public final class Things implements ItemTypes {

	private Things() {
	}

	public sealed interface Thing permits Command, LogEntry {

		String device();

	}

	public record Command(String device, int speed) implements Thing {

	}

	public record LogEntry(String device, String text) implements Thing {

	}

	/** The table, called "things", with the keys {@code pk} and {@code sk}. */
	public static TableDefinitionBuilder table() {
		return TableDefinition.named("things").hashKey("pk").rangeKey("sk").itemTypes(new Things());
	}

	public static Map<String, Object> command(String device, int speed) {
		return Map.of("pk", "CD#" + device, "sk", "A", "device", device, "speed", BigDecimal.valueOf(speed));
	}

	public static Map<String, Object> logEntry(String device, String text) {
		return Map.of("pk", "LD#" + device, "sk", "A", "device", device, "text", text);
	}

	/** Looks like a command, but its key is of no type. */
	public static Map<String, Object> unknown(String device) {
		return Map.of("pk", "X#" + device, "sk", "A", "device", device, "speed", BigDecimal.ONE);
	}

	@Override
	public Set<Class<?>> all() {
		return Set.of(Command.class, LogEntry.class);
	}

	@Override
	public @Nullable Class<?> of(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
		AttributeValue hash = key.get("pk");
		if (hash == null || !AttributeValue.fromS("A").equals(key.get("sk"))) {
			return null;
		}
		return hash.s().startsWith("CD#") ? Command.class : hash.s().startsWith("LD#") ? LogEntry.class : null;
	}

}
