package io.daplug.autoconfigure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.autoconfigure.property.SchemaCheck;
import io.daplug.key.KeyComponent;
import io.daplug.key.KeyTemplate;
import io.daplug.schema.ItemSchema;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The keys of one table and of its indexes that are composed of other attributes, held
 * against the schema and against each other.
 */
final class ComputedKeyMapper {

	private final String table;

	private final DaplugProperties.Table properties;

	private final @Nullable ItemSchema schema;

	private final Map<String, KeyTemplate> templates = new LinkedHashMap<>();

	/** Which property says how a key is composed. */
	private final Map<String, String> owners = new HashMap<>();

	ComputedKeyMapper(String table, DaplugProperties.Table properties, @Nullable ItemSchema schema) {
		this.table = table;
		this.properties = properties;
		this.schema = schema;
	}

	/**
	 * Returns the type of a key, and keeps how it is composed if it is.
	 * @param property the property of the key
	 * @param attribute the attribute that holds it
	 * @param from how it is composed; null if it is an attribute of the items
	 * @param declared the type that the properties say
	 */
	@Nullable ScalarAttributeType type(String property, String attribute, @Nullable String from,
			DaplugProperties.@Nullable KeyType declared) {
		if (from == null) {
			return this.templates.containsKey(attribute) ? composedType(property, attribute, declared)
					: TableDefinitionMapper.type(property, attribute, declared, this.schema);
		}
		String place = property + ".from";
		KeyTemplate template = template(place, attribute, from);
		KeyTemplate other = this.templates.putIfAbsent(attribute, template);
		if (other != null && !other.equals(template)) {
			throw new DaplugConfigurationException(place,
					"'%s' is composed as '%s', but '%s' says '%s'".formatted(attribute, from,
							this.owners.get(attribute), other),
					"Compose '%s' in one way, or give one of the keys another attribute.".formatted(attribute));
		}
		this.owners.putIfAbsent(attribute, place);
		return composedType(property, attribute, declared);
	}

	private @Nullable ScalarAttributeType composedType(String property, String attribute,
			DaplugProperties.@Nullable KeyType declared) {
		KeyTemplate template = this.templates.get(attribute);
		if (template == null || template.isCopy()) {
			String copied = (template != null) ? template.attributes().get(0) : attribute;
			return TableDefinitionMapper.type(property, copied, declared, this.schema);
		}
		if (declared != null && declared != DaplugProperties.KeyType.TEXT) {
			throw new DaplugConfigurationException(property + "-type",
					"'%s' is composed as '%s', which is text, but is declared as %s".formatted(attribute, template,
							TableDefinitionMapper.word(declared.attributeType())),
					"Remove '%s-type', or '%s.from'.".formatted(property, property));
		}
		return ScalarAttributeType.S;
	}

	private KeyTemplate template(String place, String attribute, String from) {
		KeyTemplate template;
		try {
			template = KeyTemplate.parse(from);
		}
		catch (IllegalArgumentException ex) {
			throw new DaplugConfigurationException(place, "cannot be used: %s".formatted(ex.getMessage()),
					"Set '%s' to text with attributes in braces, such as \"SITE#{site}\".".formatted(place));
		}
		if (template.attributes().contains(attribute)) {
			throw new DaplugConfigurationException(place, "composes '%s' of itself".formatted(attribute),
					"Give the key an attribute of its own, or remove '%s'.".formatted(place));
		}
		if (this.schema != null && this.schema.describes(attribute)) {
			throw new DaplugConfigurationException(place,
					"composes '%s', which schema '%s' in '%s' describes; nobody gives or gets a key that is composed"
						.formatted(attribute, this.schema.name(), this.schema.location()),
					"Remove '%s' from the schema, or '%s'.".formatted(attribute, place));
		}
		if (template.isCopy()) {
			return template.reversible();
		}
		return template.with((component) -> component(place, component)).reversible();
	}

	/** A part as the schema describes it; without one, it is read back as text. */
	private KeyComponent component(String place, KeyComponent component) {
		if (this.schema == null) {
			return component;
		}
		SchemaCheck.requireProperty(place, component.attribute(), this.schema);
		Set<ScalarAttributeType> types = this.schema.propertyTypes(component.attribute()).orElse(null);
		if (types == null) {
			return component;
		}
		boolean padded = component.digits() > 0;
		if (!types.contains(ScalarAttributeType.N) && (padded || !types.contains(ScalarAttributeType.S))) {
			throw new DaplugConfigurationException(place,
					"is composed of '%s', which schema '%s' in '%s' describes as %s; a key is composed of text and numbers%s"
						.formatted(component.attribute(), this.schema.name(), this.schema.location(),
								types.isEmpty() ? "something else" : TableDefinitionMapper.words(types),
								padded ? ", and numbers alone are padded" : ""),
					"Compose the key of other attributes, or correct the schema.");
		}
		return (!padded && types.equals(Set.of(ScalarAttributeType.N))) ? KeyComponent.number(component.attribute())
				: component;
	}

	/**
	 * Has the table compose the keys that were asked for.
	 * @param definition the table
	 * @param hidden the attributes that nobody sees, and which properties have them
	 * written
	 */
	void define(TableDefinitionBuilder definition, Map<String, String> hidden) {
		this.templates.forEach((key, template) -> {
			String place = String.valueOf(this.owners.get(key));
			for (String component : template.attributes()) {
				if (this.templates.containsKey(component)) {
					throw new DaplugConfigurationException(place, "is composed of '%s', which is composed by '%s'"
						.formatted(component, this.owners.get(component)),
							"Compose both keys of attributes that callers give.");
				}
				requireSeen(place, component, hidden.get(component));
				requireLasting(place, key, component);
			}
			requireFree(place, key);
			definition.computedKey(key, template);
		});
	}

	/** What nobody sees is none of an item's, and each write has its own. */
	private void requireSeen(String place, String component, @Nullable String writer) {
		if (writer != null) {
			throw new DaplugConfigurationException(place,
					"is composed of '%s', which '%s' has written and nobody sees".formatted(component,
							PropertyPath.ofTable(this.table, writer)),
					"Compose the key of attributes that callers give.");
		}
	}

	/** A key of the table is known before the write, and never changes. */
	private void requireLasting(String place, String key, String component) {
		if (!key.equals(this.properties.hashAttribute()) && !key.equals(this.properties.rangeAttribute())) {
			return;
		}
		DaplugProperties.Idempotence idempotence = this.properties.idempotence();
		DaplugProperties.Timestamps timestamps = this.properties.timestamps();
		boolean guarding = idempotence != null && component.equals(idempotence.key());
		boolean time = timestamps != null
				&& (component.equals(timestamps.created()) || component.equals(timestamps.modified()));
		if (guarding || time) {
			throw new DaplugConfigurationException(place,
					"is composed of '%s', which writes set anew, and keys of the table never change"
						.formatted(component),
					"Compose the key of attributes that stay as they are.");
		}
	}

	/** What is composed has no other purpose. */
	private void requireFree(String place, String key) {
		DaplugProperties.Idempotence idempotence = this.properties.idempotence();
		DaplugProperties.TimeToLive timeToLive = this.properties.timeToLive();
		String other = this.properties.generated().containsKey(key) ? "generated"
				: this.properties.unique().contains(key) ? "unique"
						: (idempotence != null && key.equals(idempotence.key())) ? "idempotence.key"
								: (timeToLive != null && key.equals(timeToLive.attribute())) ? "time-to-live.attribute"
										: null;
		if (other != null) {
			throw new DaplugConfigurationException(place,
					"composes '%s', which is named by '%s' too".formatted(key, PropertyPath.ofTable(this.table, other)),
					"Name an attribute of which the key is composed there, or remove '%s'.".formatted(place));
		}
	}

	/** A template begins with what a prefix would put before it. */
	static void requireNoPrefix(String property, @Nullable String from, @Nullable String prefix) {
		if (from != null && prefix != null) {
			throw new DaplugConfigurationException(property.replaceFirst("-key$", "-prefix"),
					"is set, and '%s.from' says what the key begins with".formatted(property),
					"Remove the prefix, and write '%s.from' as \"%s%s\".".formatted(property, prefix, from));
		}
	}

}
