package io.daplug.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy that the manual shows: what it allows.
 */
final class Policy {

	private static final Path FILE = Path.of("src/test/resources/manual/policies.txt");

	private final List<Statement> statements = new ArrayList<>();

	/**
	 * What one statement allows.
	 *
	 * @param actions operations of services
	 * @param resources what they may be called on, with stars
	 */
	record Statement(List<String> actions, List<String> resources) {

		/**
		 * A request may not tell on what it works: any resource of the action will do.
		 */
		boolean allows(String action, String resource) {
			return this.actions.contains(action) && (resource.equals("*")
					|| this.resources.stream().anyMatch((pattern) -> matches(pattern, resource)));
		}

		/** The part of the ARN after region and account. */
		private static boolean matches(String pattern, String resource) {
			String regex = Pattern.quote(pattern.substring(pattern.lastIndexOf(':') + 1)).replace("*", "\\E.*\\Q");
			return resource.matches(regex);
		}

	}

	/** Reads the part of the manual's resource that has a name. */
	static Policy named(String name) throws IOException {
		Matcher part = Pattern.compile("# tag::%1$s\\n(.*)\\n# end::%1$s".formatted(name), Pattern.DOTALL)
			.matcher(Files.readString(FILE));
		if (!part.find()) {
			throw new IllegalArgumentException("There is no part '%s' in %s".formatted(name, FILE));
		}
		Policy policy = new Policy();
		for (JsonNode statement : JsonMapper.shared().readTree(part.group(1)).get("Statement")) {
			policy.statements.add(new Statement(texts(statement.get("Action")), texts(statement.get("Resource"))));
		}
		return policy;
	}

	private static List<String> texts(JsonNode node) {
		List<String> texts = new ArrayList<>();
		if (node.isArray()) {
			node.forEach((element) -> texts.add(element.asString()));
		}
		else {
			texts.add(node.asString());
		}
		return texts;
	}

	List<Statement> statements() {
		return this.statements;
	}

	/** Whether an operation that was recorded is allowed: its action and its resource. */
	boolean allows(String recorded) {
		String[] parts = recorded.split(" ", 2);
		return this.statements.stream().anyMatch((statement) -> statement.allows(parts[0], parts[1]));
	}

}
