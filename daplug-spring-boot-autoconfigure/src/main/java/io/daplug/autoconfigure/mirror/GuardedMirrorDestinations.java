package io.daplug.autoconfigure.mirror;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import io.daplug.autoconfigure.GuardedDestinations;
import io.daplug.mirror.MirrorGuard;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.method.ListenerBeans;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The tables that guarded mirrors write: those of the configuration, and listeners that
 * are mirrors. Looks at the types of beans alone, as no bean can be made yet.
 */
final class GuardedMirrorDestinations implements GuardedDestinations {

	private final DaplugMirrorsProperties properties;

	private final ConfigurableListableBeanFactory beanFactory;

	GuardedMirrorDestinations(DaplugMirrorsProperties properties, ConfigurableListableBeanFactory beanFactory) {
		this.properties = properties;
		this.beanFactory = beanFactory;
	}

	@Override
	public Set<String> tables(Predicate<String> streamed) {
		Set<String> tables = new HashSet<>();
		this.properties.mirrors().values().forEach((mirror) -> {
			if (mirror.destination() != null && isGuarded(mirror.guard(), mirror.source(), streamed)) {
				tables.add(mirror.destination());
			}
		});
		new ListenerBeans(this.beanFactory).with(MirrorTo.class,
				(name, type) -> MethodIntrospector.selectMethods(type, GuardedMirrorDestinations::mirrors)
					.forEach((method, mirror) -> add(tables, method, mirror, streamed)));
		return tables;
	}

	private static @Nullable MirrorTo mirrors(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, MirrorTo.class);
	}

	private void add(Set<String> tables, Method method, MirrorTo mirror, Predicate<String> streamed) {
		DaplugStreamListener listener = AnnotatedElementUtils.findMergedAnnotation(method, DaplugStreamListener.class);
		MirrorGuard guard = (mirror.guard().length > 0) ? mirror.guard()[0] : null;
		for (String source : (listener != null) ? listener.tables() : new String[0]) {
			if (isGuarded(guard, resolve(source), streamed)) {
				tables.add(resolve(mirror.value()));
			}
		}
	}

	private static boolean isGuarded(@Nullable MirrorGuard guard, @Nullable String source, Predicate<String> streamed) {
		return (guard != null) ? guard == MirrorGuard.SEQUENCE : source != null && streamed.test(source);
	}

	private String resolve(String text) {
		String resolved = this.beanFactory.resolveEmbeddedValue(text);
		return (resolved != null) ? resolved : "";
	}

}
