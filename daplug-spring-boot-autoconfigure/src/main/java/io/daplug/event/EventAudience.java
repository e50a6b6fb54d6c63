package io.daplug.event;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.item.ItemType;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.AbstractApplicationEventMulticaster;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Tells whether a context, or one of its parents, has a listener of changes. Spring keeps
 * the listeners of each type of event, but says which they are to its subclasses only.
 * Whatever cannot be asked is taken to have one.
 */
final class EventAudience {

	private static final @Nullable Method LISTENERS = listeners();

	private final List<ApplicationContext> contexts;

	/** The events that a change of an item of a type can be. */
	private final Map<ItemType<?>, List<ResolvableType>> events = new ConcurrentHashMap<>();

	EventAudience(List<ApplicationContext> contexts) {
		this.contexts = contexts;
	}

	private static @Nullable Method listeners() {
		try {
			Method method = ReflectionUtils.findMethod(AbstractApplicationEventMulticaster.class,
					"getApplicationListeners", ApplicationEvent.class, ResolvableType.class);
			if (method != null) {
				ReflectionUtils.makeAccessible(method);
			}
			return method;
		}
		catch (InaccessibleObjectException | SecurityException ex) {
			return null;
		}
	}

	/** Whether somebody hears of changes of items of a type. */
	boolean hears(ItemType<?> type) {
		List<ResolvableType> possible = this.events.computeIfAbsent(type, EventAudience::events);
		for (ApplicationContext context : this.contexts) {
			if (hears(context, possible)) {
				return true;
			}
		}
		return false;
	}

	private static List<ResolvableType> events(ItemType<?> type) {
		// The item of a removal may be unknown, and the event without a type then.
		return List.of(event(ResolvableType.forClassWithGenerics(ItemInserted.class, type.resolvable())),
				event(ResolvableType.forClassWithGenerics(ItemModified.class, type.resolvable())),
				event(ResolvableType.forClassWithGenerics(ItemRemoved.class, type.resolvable())),
				event(ResolvableType.forClass(ItemRemoved.class)));
	}

	private static ResolvableType event(ResolvableType change) {
		return ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, change);
	}

	private static boolean hears(ApplicationContext context, List<ResolvableType> possible) {
		ApplicationEventMulticaster multicaster = multicaster(context);
		if (LISTENERS == null || !(multicaster instanceof AbstractApplicationEventMulticaster)) {
			return true;
		}
		ApplicationEvent event = new PayloadApplicationEvent<>(context, possible);
		for (ResolvableType type : possible) {
			Object listeners = ReflectionUtils.invokeMethod(LISTENERS, multicaster, event, type);
			if (!(listeners instanceof Collection<?> all) || !all.isEmpty()) {
				return true;
			}
		}
		return false;
	}

	/** Contexts have none before they are refreshed. */
	private static @Nullable ApplicationEventMulticaster multicaster(ApplicationContext context) {
		return (context instanceof ConfigurableApplicationContext configurable && configurable.isActive()
				&& configurable.getBeanFactory()
					.getSingleton(
							AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME) instanceof ApplicationEventMulticaster multicaster)
									? multicaster : null;
	}

}
