package io.daplug.autoconfigure.property;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * Takes a name with nothing below it, such as {@code orders:} in YAML, for a record of
 * which nothing is set. Spring Boot 4.1 does so itself; 4.0 tries to convert an empty
 * text into the record.
 */
final class EmptyGroups extends AbstractBindHandler {

	@Override
	public Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
			throws Exception {
		if (target.getType().resolve(Object.class).isRecord() && isEmpty(name, context)) {
			// Nothing is ever set below this name.
			return context.getBinder().bindOrCreate("nothing", target);
		}
		throw error;
	}

	private static boolean isEmpty(ConfigurationPropertyName name, BindContext context) {
		for (ConfigurationPropertySource source : context.getSources()) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return String.valueOf(property.getValue()).isEmpty();
			}
		}
		return false;
	}

}
