package io.daplug.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Adds a bean of type {@link RecordedChanges} to the context of a test class, such as one
 * with {@code @SpringBootTest}. {@link DaplugTest @DaplugTest} has it anyway.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(ChangeRecordingConfiguration.class)
public @interface RecordChanges {

}
