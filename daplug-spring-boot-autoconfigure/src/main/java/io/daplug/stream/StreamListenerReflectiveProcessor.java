package io.daplug.stream;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;

/**
 * Lets native images call listeners, read items as the types of their parameters, and
 * write what mirrors return.
 */
final class StreamListenerReflectiveProcessor implements ReflectiveProcessor {

	private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

	StreamListenerReflectiveProcessor() {
	}

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (element instanceof Method method) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			this.bindings.registerReflectionHints(hints, method.getGenericParameterTypes());
			this.bindings.registerReflectionHints(hints, method.getGenericReturnType());
		}
	}

}
