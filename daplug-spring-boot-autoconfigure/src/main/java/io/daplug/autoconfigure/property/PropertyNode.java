package io.daplug.autoconfigure.property;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * One place in the tree of all properties that are read.
 */
final class PropertyNode {

	/** The name of each entry of a map. */
	private static final String ANY = "*";

	private static final PropertyNode ROOT = load();

	private final Map<String, PropertyNode> children = new LinkedHashMap<>();

	private Kind kind = Kind.GROUP;

	/**
	 * What lies below a place.
	 */
	enum Kind {

		/** Properties with names of ours. */
		GROUP,

		/** Entries with names of the application's, each of them a group. */
		ENTRIES,

		/** Anything. */
		FREE,

		/** The places of a list, if it is not written in one line. */
		LIST,

		/** Nothing. */
		VALUE,

		/** Nothing, and it is true or false. */
		SWITCH,

		/** Properties with names of ours, if it is not written as one value. */
		EITHER

	}

	private PropertyNode() {
	}

	/** All of {@code daplug}. */
	static PropertyNode root() {
		return ROOT;
	}

	private static PropertyNode load() {
		PropertyNode root = new PropertyNode();
		SpringFactoriesLoader.forDefaultResourceLocation(PropertyNode.class.getClassLoader())
			.load(PropertyRecords.class)
			.forEach((feature) -> {
				feature.records().forEach((path, type) -> root.below(path).describe(type));
				feature.switches().forEach((path) -> root.below(path).kind = Kind.SWITCH);
			});
		return root.below(PropertyBinder.ROOT);
	}

	private PropertyNode below(String path) {
		PropertyNode node = this;
		for (String name : path.split("\\.")) {
			if (name.equals(ANY)) {
				node.kind = Kind.ENTRIES;
			}
			node = node.children.computeIfAbsent(name, (added) -> new PropertyNode());
		}
		return node;
	}

	private void describe(Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			PropertyNode child = this.children.computeIfAbsent(DataObjectPropertyName.toDashedForm(component.getName()),
					(added) -> new PropertyNode());
			if (component.getType().isRecord()) {
				child.describeRecord(component.getType());
			}
			else if (Map.class.isAssignableFrom(component.getType())) {
				Class<?> entry = ResolvableType.forType(component.getGenericType()).asMap().resolveGeneric(1);
				if (entry != null && entry.isRecord()) {
					child.below(ANY).describe(entry);
				}
				else {
					child.kind = Kind.FREE;
				}
			}
			else if (Collection.class.isAssignableFrom(component.getType())) {
				child.describeList(ResolvableType.forType(component.getGenericType()).asCollection());
			}
			else {
				child.kind = Kind.VALUE;
			}
		}
	}

	private void describeRecord(Class<?> type) {
		describe(type);
		this.kind = ShortForm.class.isAssignableFrom(type) ? Kind.EITHER : Kind.GROUP;
	}

	private void describeList(ResolvableType list) {
		Class<?> entry = list.resolveGeneric();
		if (entry != null && ShortForm.class.isAssignableFrom(entry)) {
			below(ANY).describeRecord(entry);
		}
		this.kind = Kind.LIST;
	}

	Kind kind() {
		return this.kind;
	}

	/** What each entry of a map is. */
	PropertyNode entry() {
		return this.children.getOrDefault(ANY, this);
	}

	/** What each place of a list is; null if it is no more than a value. */
	@Nullable PropertyNode element() {
		return this.children.get(ANY);
	}

	/** The property of a name, in whatever form of it; null if there is none. */
	@Nullable PropertyNode find(String name) {
		PropertyNode found = this.children.get(name);
		if (found != null) {
			return found;
		}
		String uniform = uniform(name);
		for (Map.Entry<String, PropertyNode> child : this.children.entrySet()) {
			if (uniform(child.getKey()).equals(uniform)) {
				return child.getValue();
			}
		}
		return null;
	}

	/** The names of the properties of a group. */
	List<String> names() {
		return new ArrayList<>(this.children.keySet());
	}

	/**
	 * Spring Boot's relaxed binding knows names without dashes and in any case.
	 */
	static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
