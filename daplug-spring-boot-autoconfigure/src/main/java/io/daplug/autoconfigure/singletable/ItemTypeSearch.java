package io.daplug.autoconfigure.singletable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.singletable.ItemType;
import io.daplug.text.NearestName;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Searches packages for classes with {@link ItemType}, without loading them, and gives
 * each to its table.
 */
final class ItemTypeSearch {

	static final String TABLES = "daplug.single-tables";

	private final ClassPathScanningCandidateComponentProvider scanner;

	/** The tables that each class says it belongs to; empty if it names none. */
	private final Map<String, String> named = new TreeMap<>();

	/** The tables whose packages each class is in. */
	private final Map<String, Set<String>> finders = new TreeMap<>();

	ItemTypeSearch(Environment environment, ResourceLoader resources) {
		this.scanner = new ClassPathScanningCandidateComponentProvider(false, environment);
		this.scanner.setResourceLoader(resources);
		this.scanner.addIncludeFilter(new AnnotationTypeFilter(ItemType.class));
	}

	/** Searches the packages of a table. */
	void search(String table, Collection<String> packages) {
		for (String name : packages) {
			for (BeanDefinition found : this.scanner.findCandidateComponents(name)) {
				if (found instanceof AnnotatedBeanDefinition annotated && found.getBeanClassName() != null) {
					this.named.put(found.getBeanClassName(),
							annotated.getMetadata().getAnnotations().get(ItemType.class).getString("table"));
					this.finders.computeIfAbsent(found.getBeanClassName(), (type) -> new TreeSet<>()).add(table);
				}
			}
		}
	}

	/**
	 * Gives each class to its table.
	 * @param tables the tables that there are
	 * @return the names of the classes, by table
	 * @throws DaplugConfigurationException if the table of a class cannot be told
	 */
	Map<String, List<String>> found(Set<String> tables) {
		Map<String, List<String>> found = new LinkedHashMap<>();
		this.named.forEach(
				(type, table) -> found
					.computeIfAbsent(table.isEmpty() ? onlyFinder(type) : require(type, table, tables),
							(name) -> new ArrayList<>())
					.add(type));
		return found;
	}

	private String onlyFinder(String type) {
		Set<String> tables = this.finders.getOrDefault(type, Set.of());
		if (tables.size() > 1) {
			throw new DaplugConfigurationException(TABLES,
					"'%s' does not say to which of the tables %s it belongs".formatted(type, tables),
					"Set 'table' of its @ItemType, or give the tables 'packages' of their own.");
		}
		return tables.iterator().next();
	}

	private static String require(String type, String table, Set<String> tables) {
		if (!tables.contains(table)) {
			throw new DaplugConfigurationException(TABLES,
					"'%s' says that it belongs to table '%s', which is not among them%s".formatted(type, table,
							NearestName.question(table, tables)),
					"Correct 'table' of its @ItemType, or add '%s'; configured are %s."
						.formatted(PropertyPath.append(TABLES, table), tables.stream().sorted().toList()));
		}
		return table;
	}

}
