package io.daplug.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Tells why there is no template, or none alone, for somebody who asks for one: because
 * of the tables that are configured, of the name by which one is asked for, or of the
 * client.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TemplateInjectionFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final String EXAMPLE = """
			Name the tables in the application's configuration; each template is a bean with the name of its table:

			    daplug:
			      tables:
			        %s:
			          hash-key: id""";

	private final BeanFactory beanFactory;

	private final Environment environment;

	TemplateInjectionFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		return InjectedTemplate.of(rootFailure, cause)
			.map((injected) -> analyze(injected, cause, (description != null) ? description : "Somebody"))
			.orElse(null);
	}

	private FailureAnalysis analyze(InjectedTemplate injected, NoSuchBeanDefinitionException cause, String who) {
		List<String> tables = List.copyOf(new TreeSet<>(PropertyBinder.of(this.environment).names("daplug.tables")));
		String wants = "%s asks for a bean of type '%s'".formatted(who, injected.typeName());
		String enabled = this.environment.getProperty("daplug.enabled", "true");
		if (!enabled.equalsIgnoreCase("true")) {
			return new FailureAnalysis(
					wants + ", but Daplug is switched off, as 'daplug.enabled' is '%s'.".formatted(enabled),
					"Set 'daplug.enabled' to true, or remove it.", cause);
		}
		if (cause instanceof NoUniqueBeanDefinitionException several) {
			return ambiguous(injected, several, wants);
		}
		if (!this.beanFactory.containsBean(DaplugAutoConfiguration.class.getName())
				&& !hasBean(DaplugAutoConfiguration.class)) {
			return new FailureAnalysis(wants + ", but Daplug's auto-configuration is not part of this application.",
					"Remove what excludes it; in a test of a slice, add @DaplugTest, or a bean by @MockitoBean(name = \"<table>\").",
					cause);
		}
		if (tables.isEmpty()) {
			return new FailureAnalysis(wants + ", but no tables are configured below 'daplug.tables'.",
					EXAMPLE.formatted((injected.name() != null) ? injected.name() : "orders"), cause);
		}
		if (clients().size() != 1 && !templates()) {
			return withoutClient(cause, wants);
		}
		return injected.isSingleTable() ? withoutTypes(injected, cause, wants, tables)
				: unknown(injected, cause, wants, tables);
	}

	/** The table may be there, but is none of many types. */
	private FailureAnalysis withoutTypes(InjectedTemplate injected, NoSuchBeanDefinitionException cause, String wants,
			List<String> tables) {
		Set<String> single = singleTables();
		String name = injected.qualifier();
		if (name == null || single.isEmpty()) {
			return new FailureAnalysis(wants + ", but no table is configured below 'daplug.single-tables'.",
					"Add 'daplug.single-tables.%s', whose types are records or classes with @ItemType; configured below 'daplug.tables' are %s."
						.formatted((name != null) ? name : tables.get(0), tables),
					cause);
		}
		return new FailureAnalysis(
				"%s for table '%s', but no such table is configured below 'daplug.single-tables'%s".formatted(wants,
						name, NearestName.question(name, single)),
				"Correct the name in @Qualifier, or add 'daplug.single-tables.%s'; configured are %s.".formatted(name,
						single),
				cause);
	}

	private Set<String> singleTables() {
		return new TreeSet<>(PropertyBinder.of(this.environment).names("daplug.single-tables"));
	}

	private static FailureAnalysis ambiguous(InjectedTemplate injected, NoUniqueBeanDefinitionException cause,
			String wants) {
		List<String> beans = List
			.copyOf(new TreeSet<>((cause.getBeanNamesFound() != null) ? cause.getBeanNamesFound() : List.of()));
		String name = (injected.qualifier() != null) ? injected.qualifier() : injected.name();
		String example = (name != null) ? NearestName.of(name, beans).orElse(beans.isEmpty() ? "orders" : beans.get(0))
				: "orders";
		String called = (name != null)
				? ", and its name '%s' is none of them%s".formatted(name, NearestName.question(name, beans)) : "";
		return new FailureAnalysis("%s, and there are several: %s%s".formatted(wants, beans, called),
				("Name the parameter or field as one of them ('%s'; the compiler must keep names, by '-parameters'), or "
						+ "write @Qualifier(\"%1$s\") before it.")
					.formatted(example),
				cause);
	}

	private FailureAnalysis withoutClient(NoSuchBeanDefinitionException cause, String wants) {
		List<String> clients = clients();
		if (clients.isEmpty()) {
			return new FailureAnalysis(wants + ", but there is no DynamoDbClient to send requests with.",
					"Add 'io.awspring.cloud:spring-cloud-aws-starter-dynamodb' and leave 'spring.cloud.aws.dynamodb.enabled' on, or define a bean of type DynamoDbClient.",
					cause);
		}
		return new FailureAnalysis(
				wants + ", but there are %d beans of type DynamoDbClient, of which none is the primary one: %s"
					.formatted(clients.size(), clients),
				"Mark the one for Daplug's tables with @Primary.", cause);
	}

	private FailureAnalysis unknown(InjectedTemplate injected, NoSuchBeanDefinitionException cause, String wants,
			List<String> tables) {
		Class<?> items = injected.itemType();
		String name = injected.qualifier();
		if (name != null && !tables.contains(name)) {
			return new FailureAnalysis(
					"%s for table '%s', but no such table is configured%s".formatted(wants, name,
							NearestName.question(name, tables)),
					"Correct the name in @Qualifier, or add 'daplug.tables.%s'; configured are %s.".formatted(name,
							tables),
					cause);
		}
		if (items != null) {
			String table = (name != null) ? name : tables.get(0);
			return new FailureAnalysis(
					"%s, but no table%s has that type of items.".formatted(wants,
							(name != null) ? " named '" + name + "'" : ""),
					"Set 'daplug.tables.%s.item-type' to '%s', %sor ask for a DaplugTemplate and call its 'as'; configured are %s."
						.formatted(table, items.getName(), shared(items), tables),
					cause);
		}
		return new FailureAnalysis("%s, and there is none of that kind.".formatted(wants),
				"Ask for the DaplugTemplate of one of the tables %s.".formatted(tables), cause);
	}

	private String shared(Class<?> items) {
		Set<String> single = singleTables();
		return single.isEmpty() ? ""
				: "put @ItemType on %s so that it is kept in one of %s, or name it by 'daplug.single-tables.*.types'; a type that an ItemTypeDefinition bean defines comes from 'items(%1$s.class)' of the SingleTableTemplate; "
					.formatted(items.getSimpleName(), single);
	}

	private boolean templates() {
		return this.beanFactory.containsBean(DaplugAutoConfiguration.TEMPLATE_FACTORY);
	}

	private List<String> clients() {
		return (this.beanFactory instanceof ListableBeanFactory listable) ? Stream
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(listable, DynamoDbClient.class, true, false))
			.sorted()
			.toList() : List.of();
	}

	private boolean hasBean(Class<?> type) {
		return this.beanFactory instanceof ListableBeanFactory listable
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(listable, type, true, false).length > 0;
	}

}
