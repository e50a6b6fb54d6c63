package io.daplug.item.encoding;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemConverter;
import io.daplug.text.DecimalText;
import io.daplug.text.TimestampText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * The encodings of the DynamoDBMapper of the AWS SDK 1, in all of its conversion schemas
 * and with all of its annotations. A value is decoded only where its meaning is known and
 * its encoding is one that the mapper writes for values of that meaning; all others stay
 * as they are.
 */
public final class MapperEncodings {

	private static final Set<String> TRUE = Set.of("1", "true", "T", "Y");

	private static final Set<String> FALSE = Set.of("0", "false", "F", "N");

	private static final List<AttributeValue> OTHERS_OF_TRUE = others(number(true), TRUE);

	private static final List<AttributeValue> OTHERS_OF_FALSE = others(number(false), FALSE);

	/** Joda-Time writes years of more than four digits without the sign they need. */
	private static final Pattern LATE_YEAR = Pattern
		.compile("[0-9]{5,9}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z");

	private static final int UUID_BYTES = 16;

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private MapperEncodings() {
	}

	/**
	 * Decodes an item.
	 * @param item the attributes as they are stored, which are not changed
	 * @param meaning what the item is meant to be
	 * @param fixed the names of attributes that stay as they are stored
	 * @return the very same map if there is nothing to decode, else a copy
	 */
	public static Map<String, AttributeValue> decoded(Map<String, AttributeValue> item, ValueMeaning meaning,
			Set<String> fixed) {
		if (!meaning.speaksOfProperties()) {
			return item;
		}
		Map<String, AttributeValue> copy = null;
		for (Map.Entry<String, AttributeValue> entry : item.entrySet()) {
			AttributeValue value = entry.getValue();
			AttributeValue decoded = fixed.contains(entry.getKey()) ? value
					: decoded(value, meaning.property(entry.getKey()));
			if (decoded != value) {
				copy = (copy != null) ? copy : new LinkedHashMap<>(item);
				copy.put(entry.getKey(), decoded);
			}
		}
		return (copy != null) ? copy : item;
	}

	/**
	 * Returns the number that stands for a boolean.
	 * @param flag the boolean
	 * @return 1 or 0
	 */
	public static AttributeValue number(boolean flag) {
		return AttributeValue.fromN(flag ? "1" : "0");
	}

	/**
	 * Returns all that stands for a boolean, without the boolean itself.
	 * @param flag the boolean
	 * @return the number and the texts
	 */
	public static List<AttributeValue> others(boolean flag) {
		return flag ? OTHERS_OF_TRUE : OTHERS_OF_FALSE;
	}

	private static List<AttributeValue> others(AttributeValue number, Set<String> texts) {
		return Stream.concat(Stream.of(number), texts.stream().sorted().map(AttributeValue::fromS)).toList();
	}

	private static AttributeValue decoded(AttributeValue value, ValueMeaning meaning) {
		return switch (value.type()) {
			case M -> object(value, meaning);
			case L -> list(value, meaning.elements());
			case SS, NS, BS -> set(value, meaning.elements());
			case S -> text(value, meaning);
			case N -> number(value, meaning);
			case B -> binary(value, meaning);
			default -> value;
		};
	}

	private static AttributeValue object(AttributeValue value, ValueMeaning meaning) {
		Map<String, AttributeValue> decoded = decoded(value.m(), meaning, Set.of());
		return (decoded != value.m()) ? AttributeValue.fromM(decoded) : value;
	}

	private static AttributeValue list(AttributeValue value, ValueMeaning meaning) {
		if (meaning == ValueMeaning.UNKNOWN) {
			return value;
		}
		List<AttributeValue> copy = null;
		for (int i = 0; i < value.l().size(); i++) {
			AttributeValue element = value.l().get(i);
			AttributeValue decoded = decoded(element, meaning);
			if (decoded != element) {
				copy = (copy != null) ? copy : new ArrayList<>(value.l());
				copy.set(i, decoded);
			}
		}
		return (copy != null) ? AttributeValue.fromL(copy) : value;
	}

	/** A set has elements of one type, so it is decoded as a whole or not at all. */
	private static AttributeValue set(AttributeValue value, ValueMeaning meaning) {
		// The mapper writes times into sets as text alone.
		if (meaning == ValueMeaning.UNKNOWN || (meaning.kind() == ValueMeaning.Kind.TIME && !value.hasSs())) {
			return value;
		}
		List<AttributeValue> elements = elements(value);
		List<AttributeValue> decoded = new ArrayList<>(elements.size());
		boolean changed = false;
		for (AttributeValue element : elements) {
			AttributeValue each = decoded(element, meaning);
			changed |= each != element;
			decoded.add(each);
		}
		AttributeValue.Type type = decoded.get(0).type();
		boolean mixed = decoded.stream().anyMatch((each) -> each.type() != type);
		return (changed && !mixed) ? set(decoded, type) : value;
	}

	private static List<AttributeValue> elements(AttributeValue set) {
		if (set.hasSs()) {
			return set.ss().stream().map(AttributeValue::fromS).toList();
		}
		return set.hasNs() ? set.ns().stream().map(AttributeValue::fromN).toList()
				: set.bs().stream().map(AttributeValue::fromB).toList();
	}

	private static AttributeValue set(List<AttributeValue> elements, AttributeValue.Type type) {
		return switch (type) {
			case S -> AttributeValue.fromSs(elements.stream().map(AttributeValue::s).distinct().toList());
			case N -> AttributeValue.fromNs(elements.stream().map(AttributeValue::n).distinct().toList());
			default -> AttributeValue.fromL(elements);
		};
	}

	private static AttributeValue text(AttributeValue value, ValueMeaning meaning) {
		return switch (meaning.kind()) {
			case FLAG -> flag(value, value.s());
			case NUMBER -> number(value);
			case TIME -> LATE_YEAR.matcher(value.s()).matches() ? AttributeValue.fromS("+" + value.s()) : value;
			case OBJECT -> json(value, '{', meaning);
			case LIST -> json(value, '[', meaning);
			default -> value;
		};
	}

	private static AttributeValue flag(AttributeValue value, String text) {
		return TRUE.contains(text) ? AttributeValue.fromBool(true)
				: FALSE.contains(text) ? AttributeValue.fromBool(false) : value;
	}

	private static AttributeValue number(AttributeValue value) {
		BigDecimal number = DecimalText.parse(value.s());
		try {
			return (number != null) ? CONVERTER.toAttribute(number) : value;
		}
		catch (InvalidItemException ex) {
			return value;
		}
	}

	private static AttributeValue json(AttributeValue value, char begin, ValueMeaning meaning) {
		AttributeValue read = JsonText.read(value.s(), begin);
		return (read != null) ? decoded(read, meaning) : value;
	}

	private static AttributeValue number(AttributeValue value, ValueMeaning meaning) {
		return switch (meaning.kind()) {
			case FLAG -> (value.n().equals("1") || value.n().equals("0")) ? flag(value, value.n()) : value;
			case TEXT -> AttributeValue.fromS(value.n());
			case TIME -> time(value);
			default -> value;
		};
	}

	private static AttributeValue time(AttributeValue value) {
		Long milliseconds = milliseconds(value.n());
		return (milliseconds != null) ? AttributeValue.fromS(TimestampText.of(Instant.ofEpochMilli(milliseconds)))
				: value;
	}

	private static @Nullable Long milliseconds(String text) {
		try {
			return DecimalText.isLong(text) ? Long.valueOf(text) : Long.valueOf(new BigDecimal(text).longValueExact());
		}
		catch (ArithmeticException ex) {
			return null;
		}
	}

	private static AttributeValue binary(AttributeValue value, ValueMeaning meaning) {
		SdkBytes bytes = value.b();
		if (meaning.kind() != ValueMeaning.Kind.ID || bytes.asByteArrayUnsafe().length != UUID_BYTES) {
			return value;
		}
		ByteBuffer buffer = bytes.asByteBuffer();
		return AttributeValue.fromS(new UUID(buffer.getLong(), buffer.getLong()).toString());
	}

}
