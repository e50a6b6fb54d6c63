package io.daplug.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.schema.SchemaViolation;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a Java type demands of its items, beside the schema: by constraints, and by
 * components that must not be null. Nothing is sent. To be used by several threads.
 */
public interface ItemContract {

	/** Demands nothing. */
	ItemContract NONE = new ItemContract() {

		@Override
		public boolean constrains() {
			return false;
		}

		@Override
		public List<SchemaViolation> violations(Object item) {
			return List.of();
		}

		@Override
		public Optional<String> lacks(Map<String, AttributeValue> attributes, Object item) {
			return Optional.empty();
		}

		@Override
		public Optional<String> tellingAttribute() {
			return Optional.empty();
		}

		@Override
		public String toString() {
			return "ItemContract.NONE";
		}

	};

	/**
	 * Says whether items have to be checked before they are written.
	 * @return whether there may be {@link #violations}
	 */
	boolean constrains();

	/**
	 * Checks an item that is to be written.
	 * @param item an object of the type
	 * @return what it violates; empty if it may be written
	 */
	List<SchemaViolation> violations(Object item);

	/**
	 * Checks an item that was read as a whole.
	 * @param attributes the attributes that it was read from
	 * @param item the object that was read
	 * @return the attribute that it must have and lacks; empty if it lacks none
	 */
	Optional<String> lacks(Map<String, AttributeValue> attributes, Object item);

	/**
	 * Returns the attribute that tells items of the type from those of others that have
	 * the same keys. Readers do not see an item that has another value there than the
	 * table's {@linkplain TableDefinition#computedKeys() composed} one.
	 * @return the attribute; empty if the keys tell them apart
	 */
	Optional<String> tellingAttribute();

}
