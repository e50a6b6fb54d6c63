package io.daplug.template;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.daplug.expression.RangeKeyCondition;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a page token whose checksum was made again, around another key, is refused
 * as what it is.
 */
class ForgedTokenIntegrationTests {

	private static final int HEADER = 13;

	private static final StoredTable TABLE = StoredTable
		.of((definition) -> definition.rangeKey("line", ScalarAttributeType.N)
			.hashPrefix("o#")
			.index(IndexDefinition.of("by-place", KeyAttribute.text("place"), KeyAttribute.number("size"))));

	static {
		for (int line = 0; line < 9; line++) {
			TABLE.put(Map.of("id", text("o#a"), "line", number(line), "place", text("p"), "size", number(line)));
		}
	}

	private static final Map<String, AttributeValue> KEY = Map.of("id", text("o#a"), "line", number(3));

	private static final Map<String, AttributeValue> INDEX_KEY = Map.of("id", text("o#a"), "line", number(3), "place",
			text("p"), "size", number(3));

	@Test
	void beginsAtAKeyOfTheQuery() {
		assertThat(query(forged(this::query, KEY)).items()).hasSize(2);
		assertThat(index(forged(this::index, INDEX_KEY)).items()).hasSize(2);
		assertThat(scan(forged(this::scan, KEY)).items()).hasSize(2);
	}

	@Test
	void refusesOtherKeys() {
		refuses(this::query, KEY, "id", text("o#b"));
		refuses(this::query, KEY, "id", text("a"));
		refuses(this::query, KEY, "line", number(0));
		refuses(this::index, INDEX_KEY, "place", text("q"));
		refuses(this::index, INDEX_KEY, "size", number(8));
	}

	@Test
	void refusesMissingAndSpareAttributes() {
		for (String name : KEY.keySet()) {
			refuses(this::query, KEY, name, null);
			refuses(this::scan, KEY, name, null);
		}
		for (String name : INDEX_KEY.keySet()) {
			refuses(this::index, INDEX_KEY, name, null);
		}
		refuses(this::query, KEY, "place", text("p"));
		refuses(this::query, KEY, "more", text("p"));
		refuses(this::scan, KEY, "more", text("p"));
		refuses(this::index, INDEX_KEY, "more", number(1));
	}

	@Test
	void refusesMistypedAttributes() {
		for (AttributeValue other : new AttributeValue[] { text("3"), AttributeValue.fromN("abc"),
				AttributeValue.fromN(""), AttributeValue.fromN("1".repeat(39)), binary(3) }) {
			refuses(this::query, KEY, "line", other);
			refuses(this::scan, KEY, "line", other);
			refuses(this::index, INDEX_KEY, "size", other);
		}
		for (AttributeValue other : new AttributeValue[] { number(3), text(""), binary(0), text("x".repeat(2049)) }) {
			refuses(this::query, KEY, "id", other);
			refuses(this::scan, KEY, "id", other);
			refuses(this::index, INDEX_KEY, "id", other);
		}
	}

	@Test
	void refusesWhatOnlyDynamoDbKnowsToBeMistyped() {
		StoredTable undeclared = StoredTable.of((definition) -> definition.rangeKey("line"));
		for (int line = 0; line < 5; line++) {
			undeclared.put(Map.of("id", text("a"), "line", text("l" + line)));
		}
		Function<PageRequest, Page<?>> scan = (page) -> undeclared.template().scan().page(page);
		assertThatExceptionOfType(InvalidPageTokenException.class).isThrownBy(
				() -> scan.apply(PageRequest.of(2).after(forged(scan, Map.of("id", text("a"), "line", number(1))))));
	}

	private static AttributeValue binary(int size) {
		return AttributeValue.fromB(software.amazon.awssdk.core.SdkBytes.fromByteArray(new byte[size]));
	}

	private Page<?> query(PageRequest page) {
		return TABLE.template()
			.query((query) -> query.hashKey("a").rangeKey(RangeKeyCondition.greaterThan(0)))
			.page(page);
	}

	private Page<?> query(String token) {
		return query(PageRequest.of(2).after(token));
	}

	private Page<?> index(PageRequest page) {
		return TABLE.template()
			.query((query) -> query.index("by-place").hashKey("p").rangeKey(RangeKeyCondition.between(1, 7)))
			.page(page);
	}

	private Page<?> index(String token) {
		return index(PageRequest.of(2).after(token));
	}

	private Page<?> scan(PageRequest page) {
		return TABLE.template().scan().page(page);
	}

	private Page<?> scan(String token) {
		return scan(PageRequest.of(2).after(token));
	}

	private static void refuses(Function<PageRequest, Page<?>> read, Map<String, AttributeValue> key, String name,
			@org.jspecify.annotations.Nullable AttributeValue value) {
		Map<String, AttributeValue> forged = new LinkedHashMap<>(key);
		if (value != null) {
			forged.put(name, value);
		}
		else {
			forged.remove(name);
		}
		String token = forged(read, forged);
		assertThatExceptionOfType(InvalidPageTokenException.class).as("%s", forged)
			.isThrownBy(() -> read.apply(PageRequest.of(2).after(token)))
			.withMessageContaining("page token")
			.withMessageNotContaining("o#");
	}

	/** The token of the read's first page, with another key and a checksum to match. */
	private static String forged(Function<PageRequest, Page<?>> read, Map<String, AttributeValue> key) {
		byte[] genuine = Base64.getUrlDecoder()
			.decode(Objects.requireNonNull(read.apply(PageRequest.of(2)).nextToken()));
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			DataOutputStream out = new DataOutputStream(bytes);
			out.write(genuine, 0, HEADER);
			out.writeByte(key.size());
			for (Map.Entry<String, AttributeValue> attribute : key.entrySet()) {
				out.writeUTF(attribute.getKey());
				write(out, attribute.getValue());
			}
			byte[] checksum = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
			out.write(Arrays.copyOf(checksum, 8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
		}
		catch (IOException | NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(DataOutputStream out, AttributeValue value) throws IOException {
		if (value.s() != null) {
			out.writeByte('S');
			out.writeUTF(value.s());
		}
		else if (value.n() != null) {
			out.writeByte('N');
			out.writeUTF(value.n());
		}
		else {
			out.writeByte('B');
			out.writeShort(value.b().asByteArray().length);
			out.write(value.b().asByteArray());
		}
	}

}
