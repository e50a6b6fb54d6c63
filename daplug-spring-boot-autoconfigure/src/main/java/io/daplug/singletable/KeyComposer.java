package io.daplug.singletable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.daplug.key.KeyComponent;
import io.daplug.key.KeyTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.ClassUtils;

/**
 * Makes templates of how keys are defined, and refuses those that cannot work.
 */
final class KeyComposer {

	private static final Set<Class<?>> TIMES = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class);

	private final Map<SharedType, List<PlannedKey>> keys;

	private final List<KeyPrefix> prefixes;

	KeyComposer(Map<SharedType, List<PlannedKey>> keys, List<KeyPrefix> prefixes) {
		this.keys = keys;
		this.prefixes = prefixes;
	}

	/** The templates of a type, by the attributes that they make. */
	Map<String, KeyTemplate> compose(SharedType type) {
		Map<String, KeyTemplate> templates = new LinkedHashMap<>();
		for (PlannedKey key : Objects.requireNonNull(this.keys.get(type))) {
			KeyTemplate template = template(type, key, new LinkedHashSet<>());
			checkName(type, key.slot(), template);
			KeyTemplate other = templates.putIfAbsent(key.slot().attribute(), template);
			if (other != null && !other.equals(template)) {
				throw type.failure(key.slot().attribute(),
						"'%s' is the key of several indexes, and composed in different ways"
							.formatted(key.slot().attribute()),
						"Compose it in one way");
			}
		}
		return templates;
	}

	/** An attribute would be lost, or take the place of the key. */
	private static void checkName(SharedType type, KeySlot slot, KeyTemplate template) {
		boolean itself = template.isCopy() && template.attributes().contains(slot.attribute());
		if (!itself && type.shape().attribute(slot.attribute()).isPresent()) {
			throw type.failure(slot.attribute(),
					"its attribute '%s' is called like the %s of the table, which is composed"
						.formatted(slot.attribute(), slot.place()),
					"Rename the attribute, such as by @JsonProperty, or use it as the key itself, without prefix");
		}
	}

	private KeyTemplate template(SharedType type, PlannedKey key, Set<Class<?>> adopters) {
		checkTogether(type, key);
		KeyTemplate template;
		try {
			template = key.attributes().isEmpty() ? constant(type, key) : composed(type, key, adopters);
		}
		catch (IllegalArgumentException ex) {
			throw type.failure(null, "the %s cannot be composed: %s".formatted(key.slot().place(), ex.getMessage()),
					"Correct how it is composed");
		}
		checkType(type, key.slot(), template);
		return template;
	}

	private static void checkTogether(SharedType type, PlannedKey key) {
		KeyDefinition definition = key.key();
		boolean several = definition.prefixOf() != null
				&& (definition.prefix() != null || !definition.prefixed() || key.attributes().isEmpty());
		boolean none = !definition.prefixed() && definition.prefix() != null;
		boolean template = definition.isTemplate()
				&& (definition.prefix() != null || definition.prefixOf() != null || definition.digits() != 0);
		if (several || none || template) {
			throw type.failure(null,
					template ? "the %s is a template, which has its prefix and digits in itself"
						.formatted(key.slot().place())
							: "the %s has settings of its prefix that exclude each other".formatted(key.slot().place()),
					"Leave one of them out");
		}
	}

	private KeyTemplate constant(SharedType type, PlannedKey key) {
		String text = key.key().prefix();
		if (text == null) {
			return KeyTemplate.constant(key.slot().constant());
		}
		if (!key.slot().isText() || text.isEmpty()) {
			throw type.failure(key.slot().attribute(),
					"the %s is to be a text that is the same in all items, which it cannot be"
						.formatted(key.slot().place()),
					"Leave the prefix out");
		}
		return KeyTemplate.constant(AttributeValue.fromS(text));
	}

	private KeyTemplate composed(SharedType type, PlannedKey key, Set<Class<?>> adopters) {
		if (key.key().isTemplate()) {
			return KeyTemplate.parse(key.attributes().get(0))
				.with((component) -> component(type, key, component.attribute(), component.digits()));
		}
		int digits = key.key().digits();
		List<KeyComponent> components = key.attributes()
			.stream()
			.map((attribute) -> component(type, key, attribute, digits))
			.toList();
		if (digits != 0 && components.stream().allMatch((component) -> component.digits() == 0)) {
			throw type.failure(key.attributes().get(0),
					"the %s has no number that could be padded".formatted(key.slot().place()), "Leave the digits out");
		}
		return KeyTemplate.of(leading(type, key, adopters), key.key().separator(), components);
	}

	private KeyComponent component(SharedType type, PlannedKey key, String name, int digits) {
		Optional<ItemAttribute> attribute = type.attribute(name, key.slot().place());
		Class<?> values = attribute.map(ItemAttribute::type).orElse(null);
		if (key.slot().isOfTable() && attribute.map(ItemAttribute::nullable).orElse(false)) {
			throw type.failure(name,
					"the %s is composed of '%s', which may be null".formatted(key.slot().place(), name),
					"Compose keys of attributes that each item has");
		}
		attribute.ifPresent((found) -> checkForm(type, key.slot(), found));
		if (values != null && isNoKey(values)) {
			throw type.failure(name, "the %s is composed of '%s', whose type %s is neither text nor a number nor binary"
				.formatted(key.slot().place(), name, values.getSimpleName()), "Compose keys of such attributes");
		}
		if (values != null && TIMES.contains(values)) {
			return KeyComponent.time(name);
		}
		if (values == LocalDateTime.class || values == LocalTime.class) {
			return KeyComponent.localTime(name);
		}
		if (digits != 0 && (values == null || isNumber(values))) {
			return KeyComponent.padded(name, digits);
		}
		return (key.slot().isText() && values != null && isNumber(values)) ? KeyComponent.text(name)
				: KeyComponent.plain(name);
	}

	/** Keys and conditions are given by values, which no property goes with. */
	private static void checkForm(SharedType type, KeySlot slot, ItemAttribute attribute) {
		if (attribute.form().kind() == ValueForm.Kind.PROPERTY) {
			throw type.failure(attribute.name(),
					"the %s is composed of '%s', whose property says how its values are written, so no key or query could be given by such a value"
						.formatted(slot.place(), attribute.name()),
					"Leave @JsonFormat or the serializer of the property out, or have the type itself say how it is written");
		}
		if (attribute.form().kind() == ValueForm.Kind.OBJECT) {
			throw type.failure(attribute.name(),
					"the %s is composed of '%s', whose type %s is written as an object".formatted(slot.place(),
							attribute.name(), attribute.type().getSimpleName()),
					"Compose keys of text and numbers, or have @JsonValue say what the type is written as");
		}
	}

	private static boolean isNoKey(Class<?> type) {
		return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| ClassUtils.resolvePrimitiveIfNecessary(type) == Boolean.class
				|| (type.isArray() && type != byte[].class);
	}

	private static boolean isNumber(Class<?> type) {
		Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
		return Number.class.isAssignableFrom(boxed);
	}

	/** What the key begins with. */
	private String leading(SharedType type, PlannedKey key, Set<Class<?>> adopters) {
		KeyDefinition definition = key.key();
		if (!definition.prefixed()) {
			return "";
		}
		if (definition.prefixOf() != null) {
			return adopted(type, definition.prefixOf(), adopters);
		}
		String prefix = (definition.prefix() != null) ? definition.prefix() : generated(type, key.attributes().get(0));
		return prefix + definition.separator();
	}

	private String generated(SharedType type, String attribute) {
		return this.prefixes.stream()
			.filter((prefix) -> prefix.type().equals(type.name()) && prefix.attribute().equals(attribute))
			.findFirst()
			.map(KeyPrefix::prefix)
			.orElseThrow();
	}

	private String adopted(SharedType type, Class<?> owner, Set<Class<?>> adopters) {
		if (!adopters.add(type.type())) {
			throw type.failure(null,
					"it adopts a prefix that leads back to itself, by way of %s"
						.formatted(adopters.stream().map(Class::getSimpleName).toList()),
					"Let one of them have its own prefix");
		}
		SharedType found = this.keys.keySet()
			.stream()
			.filter((candidate) -> candidate.type() == owner)
			.findFirst()
			.orElseThrow(() -> type.failure(null,
					"it adopts the prefix of %s, which is no type of the table".formatted(owner.getName()),
					"Add that type to the table, or give the key a prefix of its own"));
		return template(found, hashKey(found), adopters).leading();
	}

	private PlannedKey hashKey(SharedType type) {
		return Objects.requireNonNull(this.keys.get(type)).get(0);
	}

	private static void checkType(SharedType type, KeySlot slot, KeyTemplate template) {
		if (template.isConstant()) {
			return;
		}
		String attribute = template.attributes().get(0);
		Class<?> values = type.shape().attribute(attribute).map(ItemAttribute::type).orElse(null);
		if (!slot.isText() && !template.isCopy()) {
			throw type.failure(
					attribute, "the %s '%s' is no text, and only text can have a prefix or several parts"
						.formatted(slot.place(), slot.attribute()),
					"Switch the prefix off, and compose the key of one attribute");
		}
		if (!template.isCopy()) {
			checkTexts(type, slot, template);
		}
		if (template.isCopy() && values != null && !fits(values, slot.type())) {
			throw type.failure(attribute, "the %s '%s' is %s, and '%s' is no such value".formatted(slot.place(),
					slot.attribute(), word(slot.type()), attribute), "Compose the key of an attribute of that type");
		}
	}

	private static void checkTexts(SharedType type, KeySlot slot, KeyTemplate template) {
		for (String attribute : template.attributes()) {
			if (type.shape().attribute(attribute).map(ItemAttribute::type).filter(KeyComposer::isBinary).isPresent()) {
				throw type.failure(attribute,
						"the %s is composed of '%s', which is binary; only a key that is nothing else can be"
							.formatted(slot.place(), attribute),
						"Compose the key of text and numbers");
			}
		}
	}

	private static boolean isBinary(Class<?> values) {
		return values == byte[].class || ByteBuffer.class.isAssignableFrom(values)
				|| SdkBytes.class.isAssignableFrom(values);
	}

	/** As far as a Java type tells what it is written as. */
	private static boolean fits(Class<?> values, ScalarAttributeType type) {
		if (isNumber(values)) {
			return type == ScalarAttributeType.N;
		}
		if (CharSequence.class.isAssignableFrom(values) || values.isEnum()) {
			return type == ScalarAttributeType.S;
		}
		return !isBinary(values) || type == ScalarAttributeType.B;
	}

	private static String word(@Nullable ScalarAttributeType type) {
		return (type == ScalarAttributeType.N) ? "a number" : (type == ScalarAttributeType.B) ? "binary" : "text";
	}

}
