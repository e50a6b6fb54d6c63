package io.daplug.autoconfigure.aot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.customize.ItemCustomizer;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.template.ItemOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * Tells native images what the configuration names: the item types of tables and of
 * customizers, which are read and written by Jackson, and the schema files on the class
 * path with the files that they refer to.
 */
final class ConfigurationAotProcessor implements BeanFactoryInitializationAotProcessor {

	private static final String SCHEMAS = "daplugSchemaRegistry";

	ConfigurationAotProcessor() {
	}

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(SCHEMAS)) {
			return null;
		}
		Binder binder = Binder
			.get(beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class));
		Set<Class<?>> itemTypes = itemTypes(beanFactory);
		Set<String> files = schemaFiles(binder, beanFactory.getBeanClassLoader());
		return (context, code) -> register(context.getRuntimeHints(), itemTypes, files);
	}

	private static void register(RuntimeHints hints, Set<Class<?>> itemTypes, Set<String> files) {
		BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();
		itemTypes.forEach((type) -> bindings.registerReflectionHints(hints.reflection(), type));
		files.forEach((file) -> hints.resources().registerPattern(file));
	}

	private static Set<Class<?>> itemTypes(ConfigurableListableBeanFactory beanFactory) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Class<?> beans : List.of(ItemOperations.class, ItemCustomizer.class)) {
			for (String name : beanFactory.getBeanNamesForType(beans, true, false)) {
				Class<?> type = beanFactory.containsBeanDefinition(name)
						? beanFactory.getMergedBeanDefinition(name).getResolvableType().as(beans).getGeneric().resolve()
						: null;
				if (type != null && type != Map.class) {
					types.add(type);
				}
			}
		}
		return types;
	}

	/** The files are found by reading them, as the application will. */
	private static Set<String> schemaFiles(Binder binder, @Nullable ClassLoader classLoader) {
		List<String> locations = binder.bind("daplug.schema", Bindable.listOf(String.class))
			.orElseGet(List::of)
			.stream()
			.filter((location) -> location.startsWith(DefaultResourceLoader.CLASSPATH_URL_PREFIX))
			.toList();
		Set<String> files = new LinkedHashSet<>();
		SchemaRegistry schemas = SchemaRegistry.load(locations,
				SchemaLoading.defaults().resourceLoader(new RecordingResourceLoader(files, classLoader)));
		schemas.names().forEach(schemas::get);
		return files;
	}

	/**
	 * Notes what is looked at.
	 */
	private static final class RecordingResourceLoader extends DefaultResourceLoader {

		private final Set<String> files;

		RecordingResourceLoader(Set<String> files, @Nullable ClassLoader classLoader) {
			super(classLoader);
			this.files = files;
		}

		@Override
		public Resource getResource(String location) {
			Resource resource = super.getResource(location);
			return (resource instanceof ClassPathResource file)
					? new RecordedResource(file.getPath(), getClassLoader(), this.files) : resource;
		}

	}

	private static final class RecordedResource extends ClassPathResource {

		private final Set<String> files;

		RecordedResource(String path, @Nullable ClassLoader classLoader, Set<String> files) {
			super(path, classLoader);
			this.files = files;
			files.add(getPath());
		}

		@Override
		public Resource createRelative(String relativePath) {
			ClassPathResource relative = (ClassPathResource) super.createRelative(relativePath);
			return new RecordedResource(relative.getPath(), getClassLoader(), this.files);
		}

	}

}
