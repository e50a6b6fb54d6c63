package io.daplug.test;

import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Puts a test class on a server that no other has. Contexts are cached by their
 * customizers: one that differs by class means that no two classes share a context.
 *
 * @param owner the class that the context belongs to
 * @param embedded whether the server is embedded
 */
record DaplugTestContextCustomizer(Class<?> owner, boolean embedded) implements ContextCustomizer {

	/** The empty path stands for none: an application's own data is not touched. */
	private static final Map<String, Object> PROPERTIES = Map.of("daplug.local.enabled", "true", "daplug.local.path",
			"", "daplug.local.port", "0", "daplug.create-tables", "if-missing");

	/**
	 * Finds the class that a context belongs to.
	 * @param testClass a test class
	 * @return the class itself; for one inside another that has the annotation, the outer
	 * one
	 */
	static Class<?> owner(Class<?> testClass) {
		Class<?> owner = testClass;
		while (!MergedAnnotations.from(owner, SearchStrategy.TYPE_HIERARCHY).isPresent(DaplugTest.class)
				&& TestContextAnnotationUtils.searchEnclosingClass(owner)) {
			owner = owner.getEnclosingClass();
		}
		return owner;
	}

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		if (!this.embedded) {
			return;
		}
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		MapPropertySource source = new MapPropertySource("@DaplugTest", PROPERTIES);
		// What the test itself says comes first, even about these.
		if (sources.contains(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			sources.addAfter(TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME, source);
		}
		else {
			sources.addFirst(source);
		}
	}

}
