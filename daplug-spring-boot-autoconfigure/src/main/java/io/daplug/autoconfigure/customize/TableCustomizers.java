package io.daplug.autoconfigure.customize;

import java.util.ArrayList;
import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.customize.ItemCustomizer;
import io.daplug.customize.ItemCustomizers;
import io.daplug.customize.NamedCustomizer;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives templates the customizers of the application, and those of the ancestors of its
 * context, when their first item is written: a customizer may need a template itself. At
 * start, each is held against the tables.
 */
public final class TableCustomizers implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final TableRegistry tables;

	private final SingletonSupplier<List<CustomizerBean>> beans = SingletonSupplier.of(this::find);

	/**
	 * Creates what finds customizers.
	 * @param beanFactory has them
	 * @param tables the tables that they may be for
	 */
	public TableCustomizers(ConfigurableListableBeanFactory beanFactory, TableRegistry tables) {
		this.beanFactory = beanFactory;
		this.tables = tables;
	}

	/**
	 * Returns the customizers of a table.
	 * @param table the table, or one of the types that share it
	 * @return the customizers, found when they are asked for
	 */
	public ItemCustomizers of(TableDefinition table) {
		return ItemCustomizers.of(table.name(), SingletonSupplier.of(() -> fitting(table))::obtain);
	}

	/** One that is a bean by several names is asked once. */
	private List<NamedCustomizer<?>> fitting(TableDefinition table) {
		List<NamedCustomizer<?>> customizers = new ArrayList<>();
		this.beans.obtain()
			.stream()
			.filter((bean) -> bean.fits(table))
			.map(CustomizerBean::customizer)
			.filter((named) -> customizers.stream().noneMatch((other) -> other.customizer() == named.customizer()))
			.forEach(customizers::add);
		return List.copyOf(customizers);
	}

	private List<CustomizerBean> find() {
		List<String> names = names();
		List<CustomizerBean> found = new ArrayList<>();
		this.beanFactory.getBeanProvider(ItemCustomizer.class)
			.orderedStream(ObjectProvider.UNFILTERED, false)
			.forEach((bean) -> names.stream()
				.filter((name) -> this.beanFactory.getBean(name) == bean)
				.forEach((name) -> found.add(CustomizerBean.of(name, bean, this.beanFactory))));
		return List.copyOf(found);
	}

	/** One that is made anew each time would never be the one that was looked at. */
	private List<String> names() {
		List<String> names = new ArrayList<>();
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory,
				ItemCustomizer.class)) {
			if (this.beanFactory.isSingleton(name)) {
				names.add(name);
			}
			else if (!ScopedProxyUtils.isScopedTarget(name)) {
				throw new DaplugConfigurationException(CustomizerBean.TABLES,
						"the bean '%s' of type ItemCustomizer is no singleton, and one customizer serves all writes"
							.formatted(name),
						"Declare it as a singleton, or give its scope a proxy.");
			}
		}
		return List.copyOf(names);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.beans.obtain().forEach((bean) -> bean.check(this.tables));
	}

}
