package io.daplug.key;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Reads templates of keys.
 */
final class KeyTemplateParser {

	private static final Pattern COMPONENT = Pattern.compile("\\{([^{}:]+)(?::(\\d{1,2}))?}");

	private KeyTemplateParser() {
	}

	static KeyTemplate parse(String template) {
		Assert.hasText(template, "A key template must not be empty");
		List<String> texts = new ArrayList<>();
		List<KeyComponent> components = new ArrayList<>();
		Matcher matcher = COMPONENT.matcher(template);
		int end = 0;
		while (matcher.find()) {
			texts.add(text(template, end, matcher.start()));
			String digits = matcher.group(2);
			components.add((digits != null) ? KeyComponent.padded(matcher.group(1), Integer.parseInt(digits))
					: KeyComponent.plain(matcher.group(1)));
			end = matcher.end();
		}
		texts.add(text(template, end, template.length()));
		Assert.isTrue(!components.isEmpty(),
				() -> "Key template '%s' must name an attribute in braces, such as {id}".formatted(template));
		for (int i = 1; i < components.size(); i++) {
			int position = i;
			Assert.isTrue(!texts.get(i).isEmpty(),
					() -> "Key template '%s' must have text between '%s' and '%s': nothing else tells where one ends"
						.formatted(template, components.get(position - 1).attribute(),
								components.get(position).attribute()));
		}
		return new KeyTemplate(texts, components, null, false);
	}

	private static String text(String template, int from, int to) {
		String text = template.substring(from, to);
		Assert.isTrue(text.indexOf('{') < 0 && text.indexOf('}') < 0,
				() -> "Key template '%s' has a brace that belongs to no attribute; an attribute is written as {name}"
					.formatted(template));
		return text;
	}

}
