package io.daplug.schema.document;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.daplug.schema.document.UnusableDocumentException.Place;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML into a {@link DocumentTree}. Only the nodes are SnakeYAML's: plain scalars
 * are read as YAML 1.2 reads them, which is what OpenAPI asks for, so {@code yes} and
 * {@code on} and {@code 2024-01-01} are text and numbers are exact. No tag makes an
 * object of a Java class.
 */
final class YamlTreeReader {

	private static final int MAX_DEPTH = 500;

	private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

	private static final Pattern RADIX = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");

	private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

	private final String location;

	private final DocumentTree tree = new DocumentTree();

	/**
	 * What each node became: an anchor that is used a thousand times is read once.
	 */
	private final Map<Node, Object> done = new IdentityHashMap<>();

	private final Map<Node, Boolean> open = new IdentityHashMap<>();

	private YamlTreeReader(String location) {
		this.location = location;
	}

	static DocumentTree read(String location, String text) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(Integer.MAX_VALUE);
		options.setNestingDepthLimit(MAX_DEPTH);
		YamlTreeReader reader = new YamlTreeReader(location);
		try {
			Node root = new Composer(new ParserImpl(new StreamReader(new StringReader(text)), options), new Plain(),
					options)
				.getSingleNode();
			return reader.tree.root((root != null) ? reader.value(root) : null);
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0;
			throw new UnusableDocumentException(new Place(location, null, line), "is not YAML: " + ex.getProblem(), ex);
		}
		catch (YAMLException ex) {
			throw new UnusableDocumentException(location, "is not YAML: " + ex.getMessage(), ex);
		}
	}

	private @Nullable Object value(Node node) {
		if (node instanceof ScalarNode scalar) {
			return scalar(scalar);
		}
		Object known = this.done.get(node);
		if (known != null) {
			return known;
		}
		if (this.open.put(node, Boolean.TRUE) != null) {
			throw fault(node, "an anchor is used inside itself");
		}
		Object value = (node instanceof MappingNode mapping) ? mapping(mapping) : sequence((SequenceNode) node);
		this.tree.line(value, line(node));
		this.done.put(node, value);
		return value;
	}

	private Map<String, @Nullable Object> mapping(MappingNode node) {
		Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
		Map<String, @Nullable Object> merged = new HashMap<>();
		for (NodeTuple tuple : node.getValue()) {
			if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
				throw fault(tuple.getKeyNode(), "a key must be text");
			}
			if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
				merge(tuple.getValueNode(), merged);
				continue;
			}
			if (mapping.containsKey(key.getValue())) {
				throw fault(key, "the key '" + key.getValue() + "' occurs twice");
			}
			mapping.put(key.getValue(), value(tuple.getValueNode()));
		}
		merged.forEach(mapping::putIfAbsent);
		return mapping;
	}

	private void merge(Node source, Map<String, @Nullable Object> merged) {
		if (source instanceof MappingNode) {
			Object mapping = value(source);
			if (mapping != null) {
				DocumentTree.map(mapping).forEach(merged::putIfAbsent);
			}
		}
		else if (source instanceof SequenceNode sources) {
			sources.getValue().forEach((each) -> merge(each, merged));
		}
		else {
			throw fault(source, "'<<' must name a mapping");
		}
	}

	private List<@Nullable Object> sequence(SequenceNode node) {
		List<@Nullable Object> sequence = new ArrayList<>(node.getValue().size());
		for (Node element : node.getValue()) {
			sequence.add(value(element));
		}
		return sequence;
	}

	private static @Nullable Object scalar(ScalarNode node) {
		String text = node.getValue();
		if (!node.getTag().equals(Plain.TAG)) {
			return text;
		}
		return switch (text) {
			case "", "~", "null", "Null", "NULL" -> null;
			case "true", "True", "TRUE" -> Boolean.TRUE;
			case "false", "False", "FALSE" -> Boolean.FALSE;
			default -> number(text);
		};
	}

	private static Object number(String text) {
		if (INTEGER.matcher(text).matches() || DECIMAL.matcher(text).matches()) {
			return new BigDecimal(text);
		}
		if (RADIX.matcher(text).matches()) {
			return new BigDecimal(new BigInteger(text.substring(2), (text.charAt(1) == 'x') ? 16 : 8));
		}
		return text;
	}

	private UnusableDocumentException fault(Node node, String problem) {
		return new UnusableDocumentException(new Place(this.location, null, line(node)),
				"is not usable YAML: " + problem, null);
	}

	private static int line(Node node) {
		return (node.getStartMark() != null) ? node.getStartMark().getLine() + 1 : 0;
	}

	/**
	 * Leaves plain scalars without a tag to us.
	 */
	private static final class Plain extends Resolver {

		static final Tag TAG = new Tag("tag:daplug.io,plain");

		@Override
		protected void addImplicitResolvers() {
		}

		@Override
		public Tag resolve(NodeId kind, String value, boolean implicit) {
			return (kind == NodeId.scalar && implicit) ? TAG : super.resolve(kind, value, implicit);
		}

	}

}
