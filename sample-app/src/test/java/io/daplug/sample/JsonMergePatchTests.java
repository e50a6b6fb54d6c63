package io.daplug.sample;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonMergePatch}, after the cases of RFC 7396's appendix.
 */
class JsonMergePatchTests {

	private static final AttributeValue NULL = AttributeValue.fromNul(true);

	private final JsonMergePatch patch = new JsonMergePatch();

	@Test
	void replacesAndAddsMembers() {
		assertThat(this.patch.merge(Map.of("a", text("b"), "b", text("c")), Map.of("a", text("c"), "d", text("e"))))
			.isEqualTo(Map.of("a", text("c"), "b", text("c"), "d", text("e")));
	}

	@Test
	void removesMembersByNull() {
		assertThat(this.patch.merge(Map.of("a", text("b"), "b", text("c")), Map.of("a", NULL, "z", NULL)))
			.isEqualTo(Map.of("b", text("c")));
	}

	@Test
	void replacesListsWhole() {
		assertThat(this.patch.merge(Map.of("a", list("b", "c")), Map.of("a", list("d"))))
			.isEqualTo(Map.of("a", list("d")));
		assertThat(this.patch.merge(Map.of("a", list("b")), Map.of("a", text("c")))).isEqualTo(Map.of("a", text("c")));
	}

	@Test
	void mergesObjectsMemberByMember() {
		assertThat(this.patch.merge(Map.of("a", map(Map.of("b", text("c"), "k", text("l")))),
				Map.of("a", map(Map.of("b", text("d"), "k", NULL)))))
			.isEqualTo(Map.of("a", map(Map.of("b", text("d")))));
	}

	@Test
	void leavesNullsOutOfNewObjects() {
		assertThat(this.patch.merge(Map.of(), Map.of("a", map(Map.of("bb", map(Map.of("ccc", NULL)))))))
			.isEqualTo(Map.of("a", map(Map.of("bb", map(Map.of())))));
		assertThat(this.patch.merge(Map.of("a", text("b")), Map.of("a", map(Map.of("b", text("c"))))))
			.isEqualTo(Map.of("a", map(Map.of("b", text("c")))));
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue list(String... texts) {
		return AttributeValue.fromL(List.of(texts).stream().map(AttributeValue::fromS).toList());
	}

	private static AttributeValue map(Map<String, AttributeValue> members) {
		return AttributeValue.fromM(members);
	}

}
