package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.Version;
import tools.jackson.core.base.ParserMinimalBase;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * Lets Jackson read attributes instead of JSON text. Sets are arrays to it, binary values
 * are embedded objects, numbers stay texts until somebody wants them as a number. For one
 * item, by one thread.
 */
final class AttributeParser extends ParserMinimalBase {

	private final Map<String, AttributeValue> attributes;

	private ReadScope scope = ReadScope.root();

	private boolean started;

	private @Nullable String text;

	private final StoredNumber number = new StoredNumber();

	private @Nullable SdkBytes bytes;

	AttributeParser(ObjectReadContext readContext, Map<String, AttributeValue> attributes) {
		super(readContext);
		this.attributes = attributes;
	}

	/**
	 * Returns where this parser is, as JSON pointer.
	 */
	String pointer() {
		return this.scope.pathAsPointer().toString();
	}

	@Override
	public @Nullable JsonToken nextToken() {
		if (this.scope.inObject()) {
			return _nullSafeUpdateToken(inMap());
		}
		if (this.scope.inArray()) {
			return _nullSafeUpdateToken(inList());
		}
		if (this.started) {
			return _updateTokenToNull();
		}
		this.started = true;
		this.scope = this.scope.map(this.attributes);
		return _nullSafeUpdateToken(JsonToken.START_OBJECT);
	}

	/**
	 * Returns the attributes of the object that has just begun. Whoever takes them by
	 * name does so with {@link #take}, and then ends the object by {@link #takenAll}.
	 * @return {@code null} if this parser is anywhere else
	 */
	@Nullable Map<String, AttributeValue> begun() {
		return (this._currToken == JsonToken.START_OBJECT) ? this.scope.untouched() : null;
	}

	/** Goes to the value of an attribute of the object that has begun. */
	void take(String name, AttributeValue value) {
		this.scope.name(name);
		_nullSafeUpdateToken(begin(value));
	}

	/** Goes to the end of the object whose attributes were taken. */
	void takenAll() {
		_updateToken(leave(JsonToken.END_OBJECT));
	}

	private JsonToken inMap() {
		AttributeValue value = this.scope.takeValue();
		if (value != null) {
			return begin(value);
		}
		return (this.scope.nextName() != null) ? JsonToken.PROPERTY_NAME : leave(JsonToken.END_OBJECT);
	}

	private JsonToken inList() {
		AttributeValue element = this.scope.nextElement();
		return (element != null) ? begin(element) : leave(JsonToken.END_ARRAY);
	}

	private JsonToken leave(JsonToken token) {
		ReadScope parent = this.scope.getParent();
		if (parent != null) {
			this.scope = parent;
		}
		return token;
	}

	private JsonToken begin(AttributeValue value) {
		return switch (value.type()) {
			case S -> text(value.s());
			case N -> number(value.n());
			case BOOL -> value.bool() ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
			case NUL, UNKNOWN_TO_SDK_VERSION -> JsonToken.VALUE_NULL;
			case B -> bytes(value.b());
			case M -> {
				this.scope = this.scope.map(value.m());
				yield JsonToken.START_OBJECT;
			}
			case L -> list(value.l());
			case SS -> list(value.ss().stream().map(AttributeValue::fromS).toList());
			case NS -> list(value.ns().stream().map(AttributeValue::fromN).toList());
			case BS -> list(value.bs().stream().map(AttributeValue::fromB).toList());
		};
	}

	private JsonToken text(String value) {
		this.text = value;
		return JsonToken.VALUE_STRING;
	}

	private JsonToken number(String value) {
		this.number.text(value);
		try {
			return this.number.whole() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
		}
		catch (NumberFormatException ex) {
			throw _constructReadException("N attribute holds no decimal number", ex);
		}
	}

	private JsonToken bytes(SdkBytes value) {
		this.bytes = value;
		return JsonToken.VALUE_EMBEDDED_OBJECT;
	}

	private JsonToken list(List<AttributeValue> elements) {
		this.scope = this.scope.list(elements);
		return JsonToken.START_ARRAY;
	}

	@Override
	public JsonParser skipChildren() {
		if (this._currToken == JsonToken.START_OBJECT) {
			_updateToken(leave(JsonToken.END_OBJECT));
		}
		else if (this._currToken == JsonToken.START_ARRAY) {
			_updateToken(leave(JsonToken.END_ARRAY));
		}
		return this;
	}

	@Override
	public @Nullable String currentName() {
		boolean begins = this._currToken == JsonToken.START_OBJECT || this._currToken == JsonToken.START_ARRAY;
		ReadScope named = begins ? this.scope.getParent() : this.scope;
		return (named != null) ? named.currentName() : null;
	}

	@Override
	public @Nullable String getString() {
		if (this._currToken == null) {
			return null;
		}
		return switch (this._currToken) {
			case PROPERTY_NAME -> this.scope.currentName();
			case VALUE_STRING -> this.text;
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number().text();
			case VALUE_EMBEDDED_OBJECT -> Base64Variants.MIME_NO_LINEFEEDS.encode(bytes());
			default -> this._currToken.asString();
		};
	}

	@Override
	public char[] getStringCharacters() {
		String string = getString();
		return (string != null) ? string.toCharArray() : new char[0];
	}

	@Override
	public int getStringLength() {
		String string = getString();
		return (string != null) ? string.length() : 0;
	}

	@Override
	public int getStringOffset() {
		return 0;
	}

	@Override
	public boolean hasStringCharacters() {
		return false;
	}

	private StoredNumber number() {
		if (!numeric()) {
			throw _constructNotNumericType(this._currToken, NR_UNKNOWN);
		}
		return this.number;
	}

	private boolean numeric() {
		return this._currToken == JsonToken.VALUE_NUMBER_INT || this._currToken == JsonToken.VALUE_NUMBER_FLOAT;
	}

	@Override
	public @Nullable NumberType getNumberType() {
		return numeric() ? number().type() : null;
	}

	/**
	 * Says decimal for every fraction, so that trees and untyped values keep all digits.
	 */
	@Override
	public NumberTypeFP getNumberTypeFP() {
		return (this._currToken == JsonToken.VALUE_NUMBER_FLOAT) ? NumberTypeFP.BIG_DECIMAL : NumberTypeFP.UNKNOWN;
	}

	@Override
	public Number getNumberValue() {
		return number().value();
	}

	@Override
	public int getIntValue() {
		StoredNumber stored = number();
		if (!stored.isInt()) {
			if (!stored.whole()) {
				throw fraction(int.class);
			}
			_reportOverflowInt(stored.text());
		}
		return stored.intValue();
	}

	@Override
	public long getLongValue() {
		StoredNumber stored = number();
		if (!stored.isLong()) {
			if (!stored.whole()) {
				throw fraction(long.class);
			}
			_reportOverflowLong(stored.text());
		}
		return stored.longValue();
	}

	@Override
	public BigInteger getBigIntegerValue() {
		StoredNumber stored = number();
		if (!stored.whole()) {
			throw fraction(BigInteger.class);
		}
		return stored.integer();
	}

	private RuntimeException fraction(Class<?> type) {
		return _constructInputCoercion("Number has a fraction, which " + type.getName() + " cannot hold",
				this._currToken, type);
	}

	@Override
	public BigDecimal getDecimalValue() {
		return number().decimal();
	}

	@Override
	public double getDoubleValue() {
		return Double.parseDouble(number().text());
	}

	@Override
	public float getFloatValue() {
		return Float.parseFloat(number().text());
	}

	@Override
	public boolean isNaN() {
		return false;
	}

	private byte[] bytes() {
		return (this.bytes != null) ? this.bytes.asByteArray() : NO_BYTES;
	}

	@Override
	public @Nullable Object getEmbeddedObject() {
		return (this._currToken == JsonToken.VALUE_EMBEDDED_OBJECT) ? bytes() : null;
	}

	/**
	 * Returns binary as it is, and decodes text: {@code byte[]} in the application's JSON
	 * is Base64, and items written by others may hold it so.
	 */
	@Override
	public byte[] getBinaryValue(Base64Variant variant) {
		if (this._currToken == JsonToken.VALUE_EMBEDDED_OBJECT) {
			return bytes();
		}
		if (this._currToken != JsonToken.VALUE_STRING || this.text == null) {
			throw _constructReadException("Attribute is neither binary nor text");
		}
		ByteArrayBuilder decoded = new ByteArrayBuilder();
		_decodeBase64(this.text, decoded, variant);
		return decoded.toByteArray();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public TokenStreamContext streamReadContext() {
		return this.scope;
	}

	@Override
	public @Nullable Object currentValue() {
		return this.scope.currentValue();
	}

	@Override
	public void assignCurrentValue(@Nullable Object value) {
		this.scope.assignCurrentValue(value);
	}

	@Override
	public Object streamReadInputSource() {
		return this.attributes;
	}

	@Override
	public TokenStreamLocation currentTokenLocation() {
		return TokenStreamLocation.NA;
	}

	@Override
	public TokenStreamLocation currentLocation() {
		return TokenStreamLocation.NA;
	}

	@Override
	protected void _handleEOF() {
	}

	@Override
	protected void _closeInput() {
	}

	@Override
	protected void _releaseBuffers() {
	}

}
