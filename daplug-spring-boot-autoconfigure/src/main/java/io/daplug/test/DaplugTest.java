package io.daplug.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests what an application does with its tables, and nothing else of it: a slice with
 * Daplug's auto-configurations and those that they need (Jackson, the DynamoDB client of
 * Spring Cloud AWS). Components of the application are left out; name those to be tested
 * by {@code @Import}, or by {@link #includeFilters()}.
 * <ul>
 * <li>Each test class has an embedded DynamoDB of its own, in memory, on a free port,
 * whatever {@code daplug.local.*} says, with the tables of {@code daplug.tables}, empty
 * when its first method begins. Methods of one class share them. Classes can run at
 * once.</li>
 * <li>A context is made for each test class and closed after it: no cache is used up, and
 * the price is a start of the slice per class, some hundred milliseconds, of which the
 * server takes some tens (the first one in a JVM about a second). {@code @Nested} classes
 * belong to the class around them.</li>
 * <li>{@link RecordedChanges} holds what was announced, and {@link RecordedMessages} what
 * would have been sent to SNS, if the AWS SDK's library for it is there.</li>
 * </ul>
 * The embedded server needs DynamoDB Local on the class path of the tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(DaplugTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(DaplugTypeExcludeFilter.class)
@ImportAutoConfiguration
public @interface DaplugTest {

	/**
	 * Properties in the form {@code key=value} that are added to the {@link Environment}
	 * before the test runs, and win over all others.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether the tables are on an embedded server. If not, they are wherever the
	 * application's properties, or a container with {@code @ServiceConnection}, say, and
	 * are neither made nor isolated.
	 * @return {@code true} for the embedded server
	 */
	boolean embedded() default true;

	/**
	 * Whether the default filters are used, which leave out all components.
	 * @return {@code true} to use them
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters that add components to the slice which would be left out.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Filters that leave out components which would be in the slice.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations to leave out of the slice.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
