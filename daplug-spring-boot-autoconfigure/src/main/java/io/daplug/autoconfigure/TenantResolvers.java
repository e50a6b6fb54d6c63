package io.daplug.autoconfigure;

import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.tenant.TenantResolver;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The beans that tell the tenants of calls. They are looked for at start and made by the
 * first call, as they may need what needs the tables. Those of the ancestors of a context
 * count, as they do where one is injected.
 *
 * @param beans has them
 */
record TenantResolvers(ListableBeanFactory beans) {

	/**
	 * Returns a resolver.
	 * @param property the property that names it
	 * @param name the name of its bean; null or empty for the only one
	 * @return the resolver
	 * @throws DaplugConfigurationException if there is none
	 */
	TenantResolver resolver(String property, @Nullable String name) {
		String bean = StringUtils.hasText(name) ? name : only(property);
		require(property, bean);
		SingletonSupplier<TenantResolver> resolver = SingletonSupplier
			.of(() -> this.beans.getBean(bean, TenantResolver.class));
		return () -> resolver.obtain().currentTenant();
	}

	private String only(String property) {
		List<String> names = names();
		if (names.size() != 1) {
			throw new DaplugConfigurationException(property,
					"must be set, as there %s"
						.formatted(names.isEmpty() ? "is no bean of type TenantResolver" : "are several: " + names),
					"Declare a bean of type io.daplug.tenant.TenantResolver, and set '%s' to its name."
						.formatted(property));
		}
		return names.get(0);
	}

	private void require(String property, String bean) {
		if (!this.beans.containsBean(bean)) {
			throw new DaplugConfigurationException(property,
					"there is no bean '%s'%s".formatted(bean, NearestName.question(bean, names())),
					"Declare a bean of type io.daplug.tenant.TenantResolver with this name, or set '%s' to the name of one%s."
						.formatted(property, names().isEmpty() ? "" : " of " + names()));
		}
		if (!this.beans.isTypeMatch(bean, TenantResolver.class)) {
			throw new DaplugConfigurationException(property, "bean '%s' is no TenantResolver".formatted(bean),
					"Set '%s' to the name of a bean of type io.daplug.tenant.TenantResolver.".formatted(property));
		}
	}

	private List<String> names() {
		return List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, TenantResolver.class, true, false));
	}

}
