package io.daplug.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Puts a recording {@code SnsClient} in the place of every one that the application has,
 * and adds a bean of type {@link RecordedMessages} to the context of a test class, such
 * as one with {@code @SpringBootTest}. Nothing is sent. {@link DaplugTest @DaplugTest}
 * has it anyway, where the AWS SDK's library for SNS is on the class path.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(MessageRecordingConfiguration.class)
public @interface RecordMessages {

}
