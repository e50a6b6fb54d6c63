package io.daplug.item;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.core.Version;
import tools.jackson.core.base.GeneratorBase;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.util.JacksonFeatureSet;

/**
 * A generator that writes no text: the many forms in which Jackson gives a value come
 * down to a few, and there is no output to flush or close.
 */
abstract class TreeGenerator extends GeneratorBase {

	TreeGenerator(ObjectWriteContext writeContext, IOContext ioContext) {
		super(writeContext, ioContext, 0);
	}

	/** Takes text that is meant to be JSON already. */
	abstract JsonGenerator raw();

	abstract JsonGenerator number(@Nullable Number number);

	@Override
	public JsonGenerator writePropertyId(long id) {
		return writeName(Long.toString(id));
	}

	@Override
	public JsonGenerator writeString(Reader reader, int length) {
		StringWriter text = new StringWriter();
		try {
			reader.transferTo(text);
		}
		catch (IOException ex) {
			throw _wrapIOFailure(ex);
		}
		return writeString(text.toString());
	}

	@Override
	public JsonGenerator writeString(char[] text, int offset, int length) {
		return writeString(new String(text, offset, length));
	}

	@Override
	public JsonGenerator writeRawUTF8String(byte[] text, int offset, int length) {
		return raw();
	}

	@Override
	public JsonGenerator writeUTF8String(byte[] text, int offset, int length) {
		return writeString(new String(text, offset, length, StandardCharsets.UTF_8));
	}

	@Override
	public JsonGenerator writeRaw(String text) {
		return raw();
	}

	@Override
	public JsonGenerator writeRaw(String text, int offset, int length) {
		return raw();
	}

	@Override
	public JsonGenerator writeRaw(char[] text, int offset, int length) {
		return raw();
	}

	@Override
	public JsonGenerator writeRaw(char character) {
		return raw();
	}

	@Override
	public JsonGenerator writeNumber(short number) {
		return writeNumber((int) number);
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigInteger number) {
		return number(number);
	}

	@Override
	public JsonGenerator writeNumber(double number) {
		return number(number);
	}

	@Override
	public JsonGenerator writeNumber(float number) {
		return number(number);
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigDecimal number) {
		return number(number);
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public int streamWriteOutputBuffered() {
		return -1;
	}

	/**
	 * Claims no native binary, although there is: Jackson would write UUIDs as bytes.
	 */
	@Override
	public JacksonFeatureSet<StreamWriteCapability> streamWriteCapabilities() {
		return DEFAULT_WRITE_CAPABILITIES;
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this._closed = true;
	}

	@Override
	protected void _closeInput() {
	}

	@Override
	protected void _releaseBuffers() {
	}

	@Override
	protected void _verifyValueWrite(String what) {
	}

}
