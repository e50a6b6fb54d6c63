package io.daplug.stream.method;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ImageKind;
import io.daplug.event.ItemChange;
import io.daplug.stream.AfterPark;
import io.daplug.stream.ChangeFilter;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.Dispatch;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the methods with {@link DaplugStreamListener} when all beans exist, and registers
 * each of them as a listener.
 */
public final class ListenerMethodScanner implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final StreamListenerRegistry registry;

	private final ListenedTables tables;

	/**
	 * Creates a scanner.
	 * @param beanFactory the beans
	 * @param registry where they are registered
	 * @param tables all tables, and what reads items as the types of their parameters
	 */
	public ListenerMethodScanner(ConfigurableListableBeanFactory beanFactory, StreamListenerRegistry registry,
			ListenedTables tables) {
		this.beanFactory = beanFactory;
		this.registry = registry;
		this.tables = tables;
	}

	@Override
	public void afterSingletonsInstantiated() {
		new ListenerBeans(this.beanFactory).with(DaplugStreamListener.class, this::register);
	}

	private void register(String name, Class<?> type) {
		Map<Method, DaplugStreamListener> methods = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<DaplugStreamListener>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, DaplugStreamListener.class));
		methods.forEach((method, annotation) -> register(name, method, annotation));
	}

	private void register(String name, Method method, DaplugStreamListener annotation) {
		String id = annotation.id().isEmpty() ? name + "." + method.getName() : resolve(annotation.id());
		Set<String> tables = tables(id, annotation);
		ListenerMethod listener = ListenerMethod.of(id, tables, this.beanFactory.getBean(name), method, this.tables);
		listener.requireReceivable(kinds(annotation));
		ChangeHandler handler = handler(listener);
		ListenerDefinition.Builder definition = ListenerDefinition.named(id)
			.tables(tables)
			.handler((handler != null) ? handler : call(listener))
			.options(options(id, annotation, handler == null));
		if (annotation.operations().length > 0) {
			definition.operations(kinds(annotation));
		}
		else if (handler == null) {
			definition.operations(listener.operations());
		}
		if (listener.itemType() != null) {
			definition.itemType(listener.itemType());
		}
		if (!annotation.filter().isEmpty()) {
			definition.filter(filter(id, annotation));
		}
		this.registry.register(definition.build());
	}

	private static ChangeHandler call(ListenerMethod method) {
		return new MethodHandling(method);
	}

	/**
	 * Calls a method. What a plain listener returns is for nobody.
	 *
	 * @param method the method
	 */
	private record MethodHandling(ListenerMethod method) implements ChangeHandler {

		@Override
		public void handle(ItemChange<?> change) throws Exception {
			this.method.invoke(change);
		}

		@Override
		public Set<ImageKind> needs() {
			return this.method.needs();
		}

	}

	private Set<String> tables(String id, DaplugStreamListener annotation) {
		Set<String> tables = new LinkedHashSet<>();
		for (String named : annotation.tables()) {
			tables.addAll(List.of(StringUtils.tokenizeToStringArray(resolve(named), ",")));
		}
		if (tables.isEmpty()) {
			throw new InvalidListenerException(id, "names no table",
					"Name one, as in @DaplugStreamListener(\"orders\").");
		}
		return tables;
	}

	private static Set<ChangeKind> kinds(DaplugStreamListener annotation) {
		Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
		kinds.addAll(Arrays.asList(annotation.operations()));
		return kinds;
	}

	private @Nullable ChangeHandler handler(ListenerMethod method) {
		return this.beanFactory.getBeanProvider(ListenerHandlerFactory.class)
			.orderedStream()
			.map((factory) -> factory.create(method))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A plain method takes one change at a time: a batch would only wait for its slowest.
	 */
	private ListenerOptions options(String id, DaplugStreamListener annotation, boolean plain) {
		ListenerOptions options = this.registry.defaults().with((defaults) -> defaults.batchSize(1));
		options = plain ? options : this.registry.defaults();
		options = with(options, id, "concurrency", annotation.concurrency(),
				(value) -> (changed) -> changed.concurrency(Integer.parseInt(value)));
		options = with(options, id, "maxAttempts", annotation.maxAttempts(),
				(value) -> (changed) -> changed.maxAttempts(Integer.parseInt(value)));
		options = with(options, id, "afterPark", annotation.afterPark(),
				(value) -> (changed) -> changed.afterPark(AfterPark.valueOf(value)));
		return with(options, id, "dispatch", annotation.dispatch(),
				(value) -> (changed) -> changed.dispatch(Dispatch.valueOf(value)));
	}

	private ListenerOptions with(ListenerOptions options, String id, String attribute, String text,
			Function<String, Consumer<ListenerOptions.Builder>> change) {
		String value = resolve(text).trim();
		if (value.isEmpty()) {
			return options;
		}
		try {
			return options.with(change.apply(value.toUpperCase(Locale.ROOT)));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidListenerException(id, "has '%s' as '%s', which cannot be".formatted(value, attribute),
					"See the documentation of @DaplugStreamListener for the values of '%s'.".formatted(attribute), ex);
		}
	}

	private ChangeFilter filter(String id, DaplugStreamListener annotation) {
		try {
			return ChangeFilter.of(resolve(annotation.filter()));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidListenerException(id, "has a filter that is not valid: " + ex.getMessage(),
					"Correct the expression.", ex);
		}
	}

	private String resolve(String text) {
		String resolved = this.beanFactory.resolveEmbeddedValue(text);
		return (resolved != null) ? resolved : "";
	}

}
