package io.daplug.schema.document;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.daplug.text.JsonPointer;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of words in schemas that say nothing although somebody meant something by
 * them: misspelt keywords, keywords of another dialect, and keywords without a value.
 * Vocabularies of others are left alone: a word counts as misspelt only if it is very
 * similar to a keyword.
 */
public final class KeywordCheck {

	private static final int SHORT = 3;

	private static final int MEDIUM = 6;

	private final @Nullable List<Notice> notices;

	/**
	 * Creates a check.
	 * @param notices where notices are added; {@code null} if nobody wants them
	 */
	public KeywordCheck(@Nullable List<Notice> notices) {
		this.notices = notices;
	}

	void check(RawSchema schema, String keyword, @Nullable KeywordContent content) {
		if (this.notices == null) {
			return;
		}
		if (content == null) {
			meant(keyword, KeywordContent.BY_NAME.keySet())
				.ifPresent((meant) -> add(schema, keyword, "is not a keyword; did you mean '%s'?".formatted(meant)));
		}
		else if (content == KeywordContent.NULLABLE && !schema.dialect().nullable()) {
			add(schema, keyword,
					"says nothing in OpenAPI 3.1 and JSON schema; add 'null' to the types instead, in quotes");
		}
		else if (schema.get(keyword) == null && content != KeywordContent.VALUE && content != KeywordContent.ANYTHING) {
			add(schema, keyword, "has no value and says nothing");
		}
	}

	private void add(RawSchema schema, String keyword, String problem) {
		if (this.notices != null) {
			this.notices.add(new Notice(schema.document().place(JsonPointer.child(schema.pointer(), keyword)),
					"'" + keyword + "' " + problem));
		}
	}

	/**
	 * The keyword that was meant by a word.
	 * @param word the word
	 * @param keywords the keywords
	 * @return the keyword, if there is one that is similar enough
	 */
	static Optional<String> meant(String word, Collection<String> keywords) {
		if (word.startsWith("x-")) {
			return Optional.empty();
		}
		if (keywords.contains("$" + word)) {
			return Optional.of("$" + word);
		}
		return NearestName.of(word, keywords).filter((keyword) -> isMisspelt(word, keyword));
	}

	private static boolean isMisspelt(String word, String keyword) {
		if (word.toLowerCase(Locale.ROOT).equals(keyword.toLowerCase(Locale.ROOT))) {
			return true;
		}
		int length = Math.min(word.length(), keyword.length());
		int edits = NearestName.edits(word, keyword);
		return length > SHORT && edits <= ((length > MEDIUM) ? 2 : 1);
	}

}
