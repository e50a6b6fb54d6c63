package io.daplug.item;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.databind.JsonNode;

/**
 * Lets Jackson write attributes instead of JSON text. Values wait on a stack until the
 * object or array around them ends. For one item, by one thread.
 */
final class AttributeGenerator extends TreeGenerator {

	private final AttributeMaker make = new AttributeMaker();

	private final boolean ofItem;

	private final boolean dropNulls;

	private WriteScope scope;

	private final ValueStack values = new ValueStack();

	private @Nullable Map<String, AttributeValue> item;

	private @Nullable InvalidItemException failure;

	private AttributeGenerator(ObjectWriteContext writeContext, IOContext ioContext, int level, boolean ofItem,
			boolean dropNulls) {
		super(writeContext, ioContext);
		this.scope = WriteScope.root(level);
		this.ofItem = ofItem;
		this.dropNulls = dropNulls;
	}

	static AttributeGenerator ofItem(ObjectWriteContext writeContext, IOContext ioContext, boolean dropNulls) {
		return new AttributeGenerator(writeContext, ioContext, Nesting.ITEM - 1, true, dropNulls);
	}

	static AttributeGenerator ofValue(ObjectWriteContext writeContext, IOContext ioContext, int level,
			boolean dropNulls) {
		return new AttributeGenerator(writeContext, ioContext, level, false, dropNulls);
	}

	/**
	 * Returns what was written, after {@link #ofItem}.
	 */
	Map<String, AttributeValue> item() {
		if (this.item != null) {
			return this.item;
		}
		AttributeValue written = this.values.first();
		throw new InvalidItemException("is written as " + ((written != null) ? TypeName.of(written.type()) : "nothing")
				+ "; an item is an object with named values (a Map, record, class or ObjectNode)");
	}

	/**
	 * Returns what was written, after {@link #ofValue}.
	 */
	AttributeValue value() {
		AttributeValue written = this.values.first();
		return (written != null) ? written : ConstantAttribute.NULL;
	}

	/**
	 * Returns why this generator refused a value, if it did. Serializers wrap what is
	 * thrown through them.
	 */
	@Nullable InvalidItemException failure() {
		return this.failure;
	}

	/**
	 * Returns where this generator is, as JSON pointer.
	 */
	String pointer() {
		return this.scope.pathAsPointer().toString();
	}

	private InvalidItemException refuse(InvalidItemException reason) {
		this.failure = reason.below(pointer());
		return this.failure;
	}

	private JsonGenerator add(AttributeValue value) {
		this.values.push(this.scope.currentName(), value);
		this.scope.advance();
		return this;
	}

	@Override
	public JsonGenerator writeStartObject() {
		return writeStartObject(null);
	}

	@Override
	public JsonGenerator writeStartObject(@Nullable Object value) {
		checkLevel();
		this.scope = this.scope.object(value, this.values.top());
		return this;
	}

	@Override
	public JsonGenerator writeStartArray() {
		return writeStartArray(null);
	}

	@Override
	public JsonGenerator writeStartArray(@Nullable Object value) {
		checkLevel();
		this.scope = this.scope.array(value, this.values.top());
		return this;
	}

	private void checkLevel() {
		try {
			Nesting.below(this.scope.getNestingDepth());
		}
		catch (InvalidItemException ex) {
			throw refuse(ex);
		}
	}

	@Override
	public JsonGenerator writeEndObject() {
		Map<String, AttributeValue> written = this.values.popMap(this.scope.start());
		leave();
		if (this.ofItem && this.scope.inRoot()) {
			this.item = new LinkedHashMap<>(AttributeWriter.capacity(written.size()));
			written.forEach(this.item::put);
			return this;
		}
		return add(this.make.map(written));
	}

	@Override
	public JsonGenerator writeEndArray() {
		boolean set = this.scope.set();
		List<AttributeValue> elements = this.values.popList(this.scope.start());
		leave();
		if (!set) {
			return add(this.make.list(elements));
		}
		if (elements.isEmpty() && this.scope.inObject()) {
			this.scope.advance();
			return this;
		}
		AttributeValue attribute = elements.isEmpty() ? null : AttributeSet.of(elements);
		return add((attribute != null) ? attribute : this.make.list(elements));
	}

	private void leave() {
		WriteScope parent = this.scope.getParent();
		if (parent == null) {
			throw refuse(new InvalidItemException("is closed more often than it was opened"));
		}
		this.scope = parent;
	}

	@Override
	public JsonGenerator writeName(String name) {
		try {
			this.scope.name(AttributeName.checked(name));
			return this;
		}
		catch (InvalidItemException ex) {
			throw refuse(ex);
		}
	}

	@Override
	public JsonGenerator writeString(@Nullable String text) {
		return (text != null) ? add(this.make.text(text)) : writeNull();
	}

	@Override
	JsonGenerator raw() {
		throw refuse(new InvalidItemException(
				"is written as raw JSON text, which DynamoDB does not support; use a JsonNode instead"));
	}

	@Override
	public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
		byte[] copy = Arrays.copyOfRange(data, offset, offset + length);
		return add(AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(copy)));
	}

	@Override
	public int writeBinary(Base64Variant variant, InputStream data, int length) {
		try {
			byte[] bytes = (length < 0) ? data.readAllBytes() : data.readNBytes(length);
			add(AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)));
			return bytes.length;
		}
		catch (IOException ex) {
			throw _wrapIOFailure(ex);
		}
	}

	@Override
	public JsonGenerator writeNumber(int number) {
		return add(this.make.number(Integer.toString(number)));
	}

	@Override
	public JsonGenerator writeNumber(long number) {
		return add(this.make.number(Long.toString(number)));
	}

	@Override
	JsonGenerator number(@Nullable Number number) {
		if (number == null) {
			return writeNull();
		}
		try {
			return add(this.make.number(NumberText.of(number)));
		}
		catch (InvalidItemException ex) {
			throw refuse(ex);
		}
	}

	@Override
	public JsonGenerator writeNumber(String text) {
		try {
			return add(this.make.number(NumberText.parsed(text)));
		}
		catch (InvalidItemException ex) {
			throw refuse(ex);
		}
	}

	@Override
	public JsonGenerator writeBoolean(boolean flag) {
		return add(ConstantAttribute.of(flag));
	}

	@Override
	public JsonGenerator writeNull() {
		if (this.dropNulls && this.scope.inObject() && !keepsNulls(this.scope.currentValue())) {
			this.scope.advance();
			return this;
		}
		return add(ConstantAttribute.NULL);
	}

	/**
	 * A null in these was put there; a null in a record may only say that nothing was.
	 */
	private static boolean keepsNulls(@Nullable Object value) {
		return value instanceof Map || value instanceof JsonNode;
	}

	/**
	 * Writes a value that is an attribute already, or binary.
	 */
	@Override
	public JsonGenerator writeEmbeddedObject(@Nullable Object value) {
		if (value == null) {
			return writeNull();
		}
		try {
			if (value instanceof AttributeValue attribute) {
				return add(StoredForm.checked(attribute, this.scope.getNestingDepth()));
			}
		}
		catch (InvalidItemException ex) {
			throw refuse(ex);
		}
		SdkBytes bytes = BinaryValue.bytes(value);
		return (bytes != null) ? add(AttributeValue.fromB(bytes)) : super.writeEmbeddedObject(value);
	}

	@Override
	public TokenStreamContext streamWriteContext() {
		return this.scope;
	}

	@Override
	public @Nullable Object streamWriteOutputTarget() {
		return this.item;
	}

	@Override
	public @Nullable Object currentValue() {
		return this.scope.currentValue();
	}

	@Override
	public void assignCurrentValue(@Nullable Object value) {
		this.scope.assignCurrentValue(value);
	}

}
