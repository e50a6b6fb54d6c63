package io.daplug.singletable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.daplug.key.KeyTemplate;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * A table of many types as Markdown: the types with their keys, the indexes, what can be
 * asked for by which keys, and the generated prefixes. It has no contents of items.
 * <p>
 * The text is the same for the same types, in whatever order they are defined. Check it
 * in, and have a test hold the code against it:
 * {@code assertThat(SingleTableReport.of(definition).markdown()).isEqualTo(Files.readString(file))}.
 * Such a file also holds the generated prefixes: hand what {@link #parse(String)} reads
 * of it to {@link SingleTableDefinition.Builder#held(java.util.Collection)}.
 */
public final class SingleTableReport {

	private static final String PREFIXES = "## Prefixes";

	private static final List<String> PREFIX_COLUMNS = List.of("Type", "Attribute", "Prefix", "Written to");

	private final SingleTableDefinition definition;

	private final TableDefinition table;

	private final List<SingleTableType> types;

	private SingleTableReport(SingleTableDefinition definition) {
		this.definition = definition;
		this.table = definition.table();
		this.types = definition.typesByName();
	}

	/**
	 * Reports on a table.
	 * @param definition the table and its types
	 * @return the report
	 */
	public static SingleTableReport of(SingleTableDefinition definition) {
		Assert.notNull(definition, "'definition' must not be null");
		return new SingleTableReport(definition);
	}

	/**
	 * Reads the generated prefixes of a report, so that they stay as they are when types
	 * come and go.
	 * @param markdown the report, with line ends of any kind; what is written around its
	 * tables does not matter
	 * @return the prefixes
	 * @throws IllegalArgumentException if there is no table of prefixes, a row of it
	 * cannot be read, or two rows contradict each other, as after a merge
	 */
	public static List<KeyPrefix> parse(String markdown) {
		Assert.notNull(markdown, "'markdown' must not be null");
		List<String> below = markdown.lines()
			.map(String::strip)
			.dropWhile((line) -> !line.equals(PREFIXES))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("#"))
			.toList();
		List<List<String>> rows = MarkdownTable.rows(below, PREFIX_COLUMNS);
		Assert.isTrue(!rows.isEmpty(),
				() -> "The report has no table of prefixes, with the columns %s below '%s'; write it by SingleTableReport"
					.formatted(PREFIX_COLUMNS, PREFIXES));
		List<KeyPrefix> prefixes = rows.stream().skip(2).map(SingleTableReport::prefix).toList();
		checkOnce(prefixes);
		return prefixes;
	}

	private static KeyPrefix prefix(List<String> row) {
		List<String> names = row.stream().map(MarkdownTable::name).toList();
		Assert.isTrue(names.size() == PREFIX_COLUMNS.size() && names.stream().limit(3).noneMatch(String::isBlank),
				() -> "The report's table of prefixes has the row %s, which must have the columns %s".formatted(row,
						PREFIX_COLUMNS));
		return new KeyPrefix(names.get(0), names.get(1), names.get(2));
	}

	private static void checkOnce(List<KeyPrefix> prefixes) {
		Map<String, KeyPrefix> owners = new HashMap<>();
		Map<List<String>, KeyPrefix> keys = new HashMap<>();
		for (KeyPrefix prefix : prefixes) {
			KeyPrefix owner = owners.putIfAbsent(prefix.prefix(), prefix);
			Assert.isTrue(owner == null,
					() -> "The report gives the prefix '%s' to '%s' of '%s' and to '%s' of '%s'; leave out the later one"
						.formatted(prefix.prefix(), Objects.requireNonNull(owner).attribute(), owner.type(),
								prefix.attribute(), prefix.type()));
			KeyPrefix other = keys.putIfAbsent(List.of(prefix.type(), prefix.attribute()), prefix);
			Assert.isTrue(other == null,
					() -> "The report has two prefixes for '%s' of '%s'; leave out the one that no item has"
						.formatted(prefix.attribute(), prefix.type()));
		}
	}

	/**
	 * Returns the report.
	 * @return the text, whose lines end with a line feed
	 */
	public String markdown() {
		String range = (this.table.rangeKey() != null) ? ", range key " + key(this.table.rangeKey()) : "";
		return Stream
			.of("# Single table " + MarkdownTable.code(this.table.name()),
					"Hash key %s%s.".formatted(key(this.table.hashKey()), range), "## Types", types(), "## Indexes",
					indexes(), "## Access patterns", new AccessPatterns(this.definition).table(), PREFIXES, prefixes())
			.map(String::strip)
			.collect(Collectors.joining("\n\n", "", "\n"));
	}

	private String key(String attribute) {
		ScalarAttributeType type = this.table.keyType(attribute);
		String word = (type == ScalarAttributeType.N) ? "a number"
				: (type == ScalarAttributeType.B) ? "binary" : "text";
		return "%s (%s)".formatted(MarkdownTable.code(attribute), word);
	}

	private String types() {
		MarkdownTable rows = new MarkdownTable(
				List.of("Type", "Class", "Hash key", "Range key", "Schema", "Type attribute"));
		for (SingleTableType type : this.types) {
			KeyTemplate range = type.rangeKey();
			rows.row(Stream
				.of(type.name(), type.type().getName(), new KeyText(type.hashKey()).text(),
						(range != null) ? new KeyText(range).text() : "",
						Objects.requireNonNullElse(type.table().schema(), ""),
						Objects.requireNonNullElse(type.typeAttribute(), ""))
				.map(MarkdownTable::code)
				.toList());
		}
		return rows.toString();
	}

	private String indexes() {
		MarkdownTable rows = new MarkdownTable(List.of("Index", "Type", "Hash key", "Range key"));
		this.table.indexes().values().stream().sorted(Comparator.comparing(IndexDefinition::name)).forEach((index) -> {
			for (SingleTableType type : this.definition.typesOf(index)) {
				rows.row(List.of(MarkdownTable.code(index.name()), MarkdownTable.code(type.name()),
						keys(index.hashKeys(), type), keys(index.rangeKeys(), type)));
			}
		});
		return rows.toString();
	}

	private static String keys(List<KeyAttribute> keys, SingleTableType type) {
		return keys.stream().map((key) -> {
			String name = MarkdownTable.code(key.name());
			String text = new KeyText(type.key(key.name())).text();
			return text.equals("{" + key.name() + "}") ? name : "%s = %s".formatted(name, MarkdownTable.code(text));
		}).collect(Collectors.joining(", "));
	}

	private String prefixes() {
		MarkdownTable rows = new MarkdownTable(PREFIX_COLUMNS);
		for (KeyPrefix prefix : this.definition.prefixes()) {
			rows.row(List.of(MarkdownTable.code(prefix.type()), MarkdownTable.code(prefix.attribute()),
					MarkdownTable.code(prefix.prefix()), writtenTo(prefix)));
		}
		return rows.toString();
	}

	/** The keys that have a prefix; none if it is only kept. */
	private String writtenTo(KeyPrefix prefix) {
		return this.types.stream()
			.filter((type) -> type.name().equals(prefix.type()))
			.flatMap((type) -> writtenTo(prefix, type))
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static Stream<String> writtenTo(KeyPrefix prefix, SingleTableType type) {
		ItemTypeDefinition definition = type.definition();
		Set<String> beginnings = Stream.concat(Stream.of(definition.hashKey(), definition.rangeKey()),
				definition.indexes().values().stream().flatMap((index) -> Stream.of(index.hashKey(), index.rangeKey())))
			.map((key) -> prefix.prefix() + key.separator())
			.collect(Collectors.toSet());
		return type.table()
			.computedKeys()
			.entrySet()
			.stream()
			.filter((key) -> !key.getValue().isConstant() && beginnings.contains(key.getValue().leading())
					&& key.getValue().attributes().get(0).equals(prefix.attribute()))
			.map((key) -> MarkdownTable.code(key.getKey()));
	}

	@Override
	public String toString() {
		return markdown();
	}

}
