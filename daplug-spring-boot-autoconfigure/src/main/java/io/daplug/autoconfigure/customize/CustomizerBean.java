package io.daplug.autoconfigure.customize;

import java.lang.reflect.Type;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.customize.ItemCustomizer;
import io.daplug.customize.NamedCustomizer;
import io.daplug.item.ItemType;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * A customizer that the application defines.
 *
 * @param customizer the customizer, named as its bean
 * @param table the table that the bean is qualified by; null if it is not
 * @param inherited whether an ancestor of the context has the bean
 */
record CustomizerBean(NamedCustomizer<?> customizer, @Nullable String table, boolean inherited) {

	static final String TABLES = "daplug.tables";

	static CustomizerBean of(String name, ItemCustomizer<?> bean, ConfigurableListableBeanFactory beanFactory) {
		ConfigurableListableBeanFactory owner = owner(name, beanFactory);
		Qualifier qualifier = owner.findAnnotationOnBean(name, Qualifier.class);
		return new CustomizerBean(named(name, bean, owner), (qualifier != null) ? qualifier.value() : null,
				owner != beanFactory);
	}

	/** Only the context that has a bean knows how it was declared. */
	private static ConfigurableListableBeanFactory owner(String name, ConfigurableListableBeanFactory beanFactory) {
		ConfigurableListableBeanFactory owner = beanFactory;
		while (!owner.containsLocalBean(name)
				&& owner.getParentBeanFactory() instanceof ConfigurableListableBeanFactory parent) {
			owner = parent;
		}
		return owner;
	}

	@SuppressWarnings("unchecked") // The type is the one that the bean is declared with.
	private static <T> NamedCustomizer<T> named(String name, ItemCustomizer<T> bean,
			ConfigurableListableBeanFactory beanFactory) {
		Type type = declared(name, beanFactory).as(ItemCustomizer.class).getGeneric().getType();
		if (ResolvableType.forType(type).resolve() == null) {
			type = ResolvableType.forClass(AopUtils.getTargetClass(bean))
				.as(ItemCustomizer.class)
				.getGeneric()
				.getType();
		}
		try {
			if (ResolvableType.forType(type).resolve() != null) {
				return new NamedCustomizer<>(name, (ItemType<T>) ItemType.of(type), bean);
			}
		}
		catch (IllegalArgumentException ex) {
			// No type of items, as a wildcard is none.
		}
		throw new DaplugConfigurationException(TABLES,
				"the bean '%s' of type ItemCustomizer does not say what it takes items as".formatted(name),
				"Declare it with the type of the items, such as ItemCustomizer<Order>, or of maps, as ItemCustomizer<Map<String, Object>>.");
	}

	private static ResolvableType declared(String name, ConfigurableListableBeanFactory beanFactory) {
		return (beanFactory.containsBeanDefinition(name)
				&& beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition)
						? definition.getResolvableType() : ResolvableType.NONE;
	}

	/** Whether it is for the items of a table, or of a type that shares one. */
	boolean fits(TableDefinition definition) {
		if (this.table != null && !this.table.equals(definition.name())) {
			return false;
		}
		Class<?> items = definition.itemType();
		if (this.customizer.takesMaps()) {
			return true;
		}
		return (items != null) ? takes(items) : this.table != null && definition.itemTypes().all().isEmpty();
	}

	private boolean takes(Class<?> items) {
		return this.customizer.type().rawClass().isAssignableFrom(items);
	}

	/**
	 * Refuses a customizer that is for no items at all. One of an ancestor may be for the
	 * tables of another of its contexts.
	 */
	void check(TableRegistry tables) {
		if (this.inherited) {
			return;
		}
		if (this.table != null && tables.find(this.table).isEmpty()) {
			throw new DaplugConfigurationException(TABLES,
					"the bean '%s' of type ItemCustomizer is qualified by '%s', and there is no such table%s".formatted(
							this.customizer.name(), this.table, NearestName.question(this.table, tables.names())),
					"Correct the @Qualifier, or add '%s.%s'.".formatted(TABLES, this.table));
		}
		boolean used = tables.tables()
			.stream()
			.anyMatch((definition) -> fits(definition) || (this.table == null || this.table.equals(definition.name()))
					&& definition.itemTypes().all().stream().anyMatch(this::takes));
		if (!used) {
			throw new DaplugConfigurationException(TABLES,
					"the bean '%s' of type ItemCustomizer takes items of type '%s', and %s".formatted(
							this.customizer.name(), this.customizer.type(),
							(this.table != null) ? "table '%s' has others".formatted(this.table)
									: "no table has such an 'item-type'"),
					"Set 'item-type' of the table to that type, have the bean take another one%s.".formatted(
							(this.table != null) ? "" : ", or put @Qualifier with the name of the table on the bean"));
		}
	}

}
