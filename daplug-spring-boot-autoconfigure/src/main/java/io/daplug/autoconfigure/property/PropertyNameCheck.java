package io.daplug.autoconfigure.property;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.daplug.text.NearestName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.StringUtils;

/**
 * Holds the names of the properties that are set against those that are read, at every
 * depth and also where the feature is off. Spring Boot takes no notice of names that
 * nobody reads, so a misspelt guard or key would be left out in silence. Names that look
 * like no other are warned of, and variables of the environment that do not are left
 * alone.
 */
public final class PropertyNameCheck {

	private static final Log logger = LogFactory.getLog(PropertyNameCheck.class);

	private final ConfiguredProperties properties;

	private final Environment environment;

	/**
	 * Creates a check.
	 * @param binder knows the properties that are set
	 * @param environment has what placeholders stand for
	 */
	public PropertyNameCheck(PropertyBinder binder, Environment environment) {
		this.properties = binder.properties();
		this.environment = environment;
	}

	/**
	 * Refuses names that are probably meant to be others, and what has another shape than
	 * what is read.
	 * @throws DaplugConfigurationException if there is such a property
	 */
	public void check() {
		Set<String> unknown = new TreeSet<>();
		this.properties.properties().forEach((property) -> {
			check(property, unknown);
			requireResolvable(property);
		});
		this.properties.unread().forEach(PropertyNameCheck::checkVariable);
		unknown.forEach(logger::warn);
	}

	/**
	 * Variables with the application's name for a prefix may be anything, such as what
	 * Kubernetes sets for a service, so only similar names are refused.
	 */
	private static void checkVariable(ConfigurationProperty variable) {
		ConfigurationPropertyName name = variable.getName();
		PropertyNode node = PropertyNode.root();
		for (int i = 1; i < name.getNumberOfElements() && node != null; i++) {
			String element = name.getElement(i, Form.ORIGINAL);
			PropertyNode group = node;
			node = (group.kind() == PropertyNode.Kind.ENTRIES) ? group.entry() : group.find(element);
			if (node == null && group.kind() == PropertyNode.Kind.GROUP) {
				NearestName.of(element, group.names()).ifPresent((meant) -> refuse(name, meant));
			}
		}
	}

	private void check(ConfigurationProperty property, Set<String> unknown) {
		ConfigurationPropertyName name = property.getName();
		PropertyNode node = PropertyNode.root();
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			String path = PropertyPath.of(name.chop(i));
			PropertyNode next = switch (node.kind()) {
				case FREE -> null;
				case LIST -> list(name.chop(i), node, name.isNumericIndex(i));
				case VALUE, SWITCH -> throw moreThanAValue(name.chop(i), name.isNumericIndex(i));
				case ENTRIES -> entry(path, node, name.isNumericIndex(i));
				case GROUP -> child(name, i, node);
				case EITHER -> child(name, i, requireNoValue(name.chop(i), node));
			};
			if (next == null) {
				if (node.kind() == PropertyNode.Kind.GROUP || node.kind() == PropertyNode.Kind.EITHER) {
					unknown.add("Property '%s' is not known and does nothing; known below '%s' are %s"
						.formatted(PropertyPath.of(name), path, node.names()));
				}
				return;
			}
			node = next;
		}
		refuseText(property, node);
		refuseNothing(property, node);
		if (node.kind() == PropertyNode.Kind.SWITCH) {
			requireSwitch(property);
		}
	}

	private static @Nullable PropertyNode list(ConfigurationPropertyName name, PropertyNode node, boolean index) {
		if (!index) {
			throw moreThanAValue(name, false);
		}
		return node.element();
	}

	/** A source that overrides another one may write the same in the other form. */
	private PropertyNode requireNoValue(ConfigurationPropertyName name, PropertyNode node) {
		ConfigurationPropertyName list = name.isLastElementIndexed() ? name.getParent() : name;
		this.properties.properties()
			.filter((property) -> property.getName().equals(name) || property.getName().equals(list))
			.findFirst()
			.ifPresent((property) -> {
				throw new DaplugConfigurationException(PropertyPath.of(property.getName()),
						"is '%s', and has the properties %s as well".formatted(text(property), node.names()),
						"Set '%s' to one value, or set properties below it, in all files and variables alike."
							.formatted(PropertyPath.of(list)));
			});
		return node;
	}

	private static DaplugConfigurationException moreThanAValue(ConfigurationPropertyName name, boolean index) {
		String property = PropertyPath.of(name);
		return new DaplugConfigurationException(property,
				index ? "is a list, but takes one value" : "has properties of its own, but takes a value",
				"Set '%s' itself to one value.".formatted(property));
	}

	private static PropertyNode entry(String path, PropertyNode entries, boolean index) {
		if (index) {
			throw new DaplugConfigurationException(path, "is a list, but each entry needs a name",
					"Write '<name>:' with the properties %s below it, in place of the dash."
						.formatted(entries.entry().names()));
		}
		return entries.entry();
	}

	private static @Nullable PropertyNode child(ConfigurationPropertyName whole, int index, PropertyNode group) {
		ConfigurationPropertyName property = whole.chop(index + 1);
		String element = whole.getElement(index, Form.ORIGINAL);
		PropertyNode child = group.find(element);
		if (child != null) {
			return child;
		}
		if (whole.isNumericIndex(index) && group.kind() == PropertyNode.Kind.EITHER) {
			throw new DaplugConfigurationException(PropertyPath.of(property.getParent()),
					"is a list, but takes one value, or the properties %s".formatted(group.names()),
					"Set '%s' itself to one value.".formatted(PropertyPath.of(property.getParent())));
		}
		if (whole.isNumericIndex(index)) {
			throw new DaplugConfigurationException(PropertyPath.of(property.getParent()),
					"is a list, but holds properties with names",
					"Write the properties %s below it, without dashes before them.".formatted(group.names()));
		}
		String name = DataObjectPropertyName.toDashedForm(element);
		Optional<String> meant = Synonyms.of(name, group)
			.or(() -> below(name, group).filter((known) -> fits(whole, property, group, known)))
			.or(() -> NearestName.of(name, group.names()));
		meant.ifPresent((known) -> refuse(property, known));
		if (group.kind() == PropertyNode.Kind.EITHER) {
			throw new DaplugConfigurationException(PropertyPath.of(property.getParent()),
					"has properties of its own, but takes a value, or the properties %s".formatted(group.names()),
					"Set '%s' itself to one value, or those below it."
						.formatted(PropertyPath.of(property.getParent())));
		}
		if (group == PropertyNode.root()) {
			Synonyms.elsewhere(name).ifPresent((known) -> {
				throw new DaplugConfigurationException(PropertyPath.of(property),
						"is not known; Spring Cloud AWS makes the clients", "Set '%s' instead.".formatted(known));
			});
		}
		return null;
	}

	private static void refuse(ConfigurationPropertyName property, String meant) {
		throw new DaplugConfigurationException(PropertyPath.of(property),
				"is not known; did you mean '%s'?".formatted(meant),
				"Rename it to '%s.%s', or remove it.".formatted(PropertyPath.of(property.getParent()), meant));
	}

	/** A name that is there, one level deeper. */
	private static Optional<String> below(String name, PropertyNode group) {
		for (String child : group.names()) {
			PropertyNode node = group.find(child);
			if (node != null && node.kind() == PropertyNode.Kind.GROUP && node.find(name) != null) {
				return Optional.of(child + "." + name);
			}
		}
		return Optional.empty();
	}

	/** What has properties of its own is not meant to be a value. */
	private static boolean fits(ConfigurationPropertyName whole, ConfigurationPropertyName property, PropertyNode group,
			String known) {
		PropertyNode node = group;
		for (String name : known.split("\\.")) {
			node = (node != null) ? node.find(name) : null;
		}
		boolean value = node != null
				&& (node.kind() == PropertyNode.Kind.VALUE || node.kind() == PropertyNode.Kind.SWITCH);
		return !value || whole.equals(property);
	}

	/** Spring Boot takes what it cannot resolve for the value. */
	private void requireResolvable(ConfigurationProperty property) {
		try {
			this.environment.resolveRequiredPlaceholders(text(property));
		}
		catch (PlaceholderResolutionException ex) {
			throw new DaplugConfigurationException(PropertyPath.of(property.getName()),
					"holds the placeholder '${%s}', and nothing sets '%1$s'".formatted(ex.getPlaceholder()),
					"Set '%s', as an environment variable for instance, or write '${%1$s:}' with a default after the colon."
						.formatted(ex.getPlaceholder()));
		}
	}

	/** Conditions take any other word for off. */
	private void requireSwitch(ConfigurationProperty property) {
		String text = this.environment.resolvePlaceholders(text(property));
		if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
			String name = PropertyPath.of(property.getName());
			throw new DaplugConfigurationException(name, "'%s' is not true or false".formatted(text),
					"Set '%s' to true or false.".formatted(name));
		}
	}

	private static void refuseText(ConfigurationProperty property, PropertyNode node) {
		boolean group = node.kind() == PropertyNode.Kind.GROUP;
		if ((!group && node.kind() != PropertyNode.Kind.ENTRIES) || !StringUtils.hasText(text(property))) {
			return;
		}
		String name = PropertyPath.of(property.getName());
		String problem = "is '%s', but holds ".formatted(text(property));
		if (!group) {
			throw new DaplugConfigurationException(name, problem + "entries with names",
					"Write '<name>:' below it, and below that the properties %s.".formatted(node.entry().names()));
		}
		String first = List.of("hash-key", "key", "topic-arn", "enabled")
			.stream()
			.filter(node.names()::contains)
			.findFirst()
			.orElse(node.names().get(0));
		throw new DaplugConfigurationException(name, problem + "the properties %s".formatted(node.names()),
				"Set '%s.%s' to '%s', or others of them.".formatted(name, first, text(property)));
	}

	/** A topic may be left out where there is none, in development for instance. */
	private static void refuseNothing(ConfigurationProperty property, PropertyNode node) {
		String name = PropertyPath.of(property.getName());
		boolean named = name.startsWith("daplug.tables.") || name.startsWith("daplug.mirrors.");
		boolean value = node.kind() == PropertyNode.Kind.VALUE || node.kind() == PropertyNode.Kind.EITHER;
		if (named && value && text(property).isEmpty() && !name.contains(".sns.topic-")) {
			throw new DaplugConfigurationException(name, "is empty",
					"Set it, or remove it. In YAML, a '#' after a space begins a comment: put such a value in quotes, as in \"order#\".");
		}
	}

	private static String text(ConfigurationProperty property) {
		return String.valueOf(property.getValue());
	}

}
