package io.daplug.autoconfigure.mirror;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemRemoved;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGuard;
import io.daplug.mirror.MirrorTo;
import io.daplug.mirror.MirrorTransform;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.method.ListenerBeans;
import io.daplug.stream.method.ListenerHandlerFactory;
import io.daplug.stream.method.ListenerMethod;
import io.daplug.table.TableDefinition;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Makes mirrors of the listeners with {@link MirrorTo}.
 */
final class MirrorMethodHandlerFactory implements ListenerHandlerFactory, SmartInitializingSingleton {

	private static final String RETENTION = "tombstoneRetention";

	private final MirrorHandlerFactory handlers;

	private final ConfigurableListableBeanFactory beanFactory;

	private final SchemaRegistry schemas;

	MirrorMethodHandlerFactory(MirrorHandlerFactory handlers, ConfigurableListableBeanFactory beanFactory,
			SchemaRegistry schemas) {
		this.handlers = handlers;
		this.beanFactory = beanFactory;
		this.schemas = schemas;
	}

	/**
	 * What a method says.
	 */
	private record MethodTransform(ListenerMethod method) implements MirrorTransform {

		@Override
		public @Nullable Object newItem(ItemChange<?> change) throws Exception {
			return this.method.concerns(change) ? this.method.invoke(change) : null;
		}

		@Override
		public @Nullable Object remainder(ItemRemoved<?> change) throws Exception {
			return (this.method.accepts(change) && this.method.concerns(change)) ? this.method.invoke(change) : null;
		}

	}

	@Override
	public @Nullable ChangeHandler create(ListenerMethod method) {
		MirrorTo mirror = method.annotation(MirrorTo.class);
		if (mirror == null) {
			return null;
		}
		requireItem(method);
		String source = source(method);
		String destination = resolve(mirror.value());
		requireTable(method, source);
		requireTable(method, destination);
		MirrorDefinition.Builder definition = MirrorDefinition
			.named(mirror.name().isEmpty() ? method.id() : resolve(mirror.name()))
			.source(source)
			.destination(destination)
			.announce(mirror.announce());
		guard(method, mirror, source, destination).define(definition);
		if (!mirror.schema().isEmpty()) {
			definition.schema(schema(method, resolve(mirror.schema())));
		}
		if (!mirror.reverseOf().isEmpty()) {
			definition.reverseOf(resolve(mirror.reverseOf()));
		}
		try {
			return this.handlers.create(definition.build(), new MethodTransform(method));
		}
		catch (IllegalStateException ex) {
			throw new InvalidListenerException(method.toString(), "cannot be a mirror: " + ex.getMessage(),
					"Give @MirrorTo a 'name' that no other mirror has.", ex);
		}
	}

	private MirrorGuardCheck guard(ListenerMethod method, MirrorTo mirror, String source, String destination) {
		TableDefinition followed = this.handlers.tables().require(source);
		if (mirror.guard().length > 1) {
			throw new InvalidListenerException(method.toString(), "is a mirror with several guards",
					"Give @MirrorTo one 'guard', or none.");
		}
		MirrorGuard asked = (mirror.guard().length > 0) ? mirror.guard()[0] : null;
		MirrorGuardCheck check = new MirrorGuardCheck(followed, this.handlers.tables().require(destination),
				MirrorGuardCheck.guard(asked, followed.streamSource()), retention(method, mirror));
		MirrorGuardCheck.Problem problem = check.problem();
		if (problem != null) {
			String option = problem.option().equals(MirrorGuardCheck.GUARD) ? "guard" : RETENTION;
			throw new InvalidListenerException(method.toString(),
					"is a mirror whose '%s' cannot be: %s".formatted(option, problem.text()),
					problem.action().formatted("@MirrorTo." + option));
		}
		return check;
	}

	private @Nullable Duration retention(ListenerMethod method, MirrorTo mirror) {
		String retention = resolve(mirror.tombstoneRetention());
		try {
			return retention.isEmpty() ? null : DurationStyle.detectAndParse(retention);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidListenerException(method.toString(),
					"is a mirror whose '%s' is no time: '%s'".formatted(RETENTION, retention),
					"Set it to a time such as 48h, or remove it.", ex);
		}
	}

	/** A mirror of no table would do nothing, in silence. */
	@Override
	public void afterSingletonsInstantiated() {
		new ListenerBeans(this.beanFactory).with(MirrorTo.class,
				(name, type) -> MethodIntrospector.selectMethods(type, MirrorMethodHandlerFactory::isNoListener)
					.forEach((method) -> {
						throw new InvalidListenerException(
								ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName(),
								"is a mirror of no table", "Add @DaplugStreamListener with the table that it follows.");
					}));
	}

	private static boolean isNoListener(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, MirrorTo.class)
				&& !AnnotatedElementUtils.hasAnnotation(method, DaplugStreamListener.class);
	}

	private static void requireItem(ListenerMethod method) {
		Class<?> returned = method.returnType().toClass();
		if (returned == void.class || returned == Void.class || returned.isPrimitive()) {
			throw new InvalidListenerException(method.toString(), "is a mirror and returns no item",
					"Return the item that belongs in the destination, or remove @MirrorTo.");
		}
		DaplugStreamListener listener = method.annotation(DaplugStreamListener.class);
		Set<ChangeKind> wanted = EnumSet.of(ChangeKind.INSERT, ChangeKind.MODIFY);
		if (listener != null) {
			if (!listener.filter().isEmpty()) {
				throw new InvalidListenerException(method.toString(),
						"is a mirror with a filter, which would keep it from removing copies",
						"Remove the filter and return null for items that do not belong in the destination.");
			}
			if (listener.operations().length > 0) {
				wanted.retainAll(Arrays.asList(listener.operations()));
			}
		}
		wanted.removeAll(method.operations());
		if (!wanted.isEmpty()) {
			throw new InvalidListenerException(method.toString(),
					"is a mirror that cannot receive %s, so that copies would be wrong".formatted(wanted),
					"Take the new item, or an 'ItemChange'; declare other parameters @Nullable.");
		}
	}

	private static String source(ListenerMethod method) {
		if (method.tables().size() != 1) {
			throw new InvalidListenerException(method.toString(),
					"is a mirror of the tables %s, and a mirror follows one".formatted(method.tables()),
					"Write one method per table.");
		}
		return method.tables().iterator().next();
	}

	private void requireTable(ListenerMethod method, String table) {
		if (this.handlers.tables().find(table).isEmpty()) {
			throw new InvalidListenerException(method.toString(),
					"mirrors with the table '%s', which is not configured%s".formatted(table,
							NearestName.question(table, this.handlers.tables().names())),
					"Correct the name, or add 'daplug.tables.%s'; configured are %s.".formatted(table,
							this.handlers.tables().names().stream().sorted().toList()));
		}
	}

	private String schema(ListenerMethod method, String schema) {
		if (!this.schemas.contains(schema)) {
			throw new InvalidListenerException(method.toString(),
					"writes by the schema '%s', which is not defined%s".formatted(schema,
							NearestName.question(schema, this.schemas.names())),
					"Correct the name, or define the schema in a file of 'daplug.schema'.");
		}
		return schema;
	}

	private String resolve(String text) {
		String resolved = this.beanFactory.resolveEmbeddedValue(text);
		return (resolved != null) ? resolved : "";
	}

}
