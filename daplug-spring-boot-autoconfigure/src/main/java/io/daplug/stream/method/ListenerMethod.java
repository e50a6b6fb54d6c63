package io.daplug.stream.method;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.daplug.event.ImageKind;
import io.daplug.event.ItemChange;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.ListenedTables;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method that is called for changes. Its signature is checked once, and refused if it
 * can receive no change. Items are converted when the method is called.
 */
public final class ListenerMethod {

	private final String id;

	private final Set<String> tables;

	private final Object bean;

	private final Method method;

	private final Method invocable;

	private final ListenerSignature signature;

	private final ListenedTables known;

	private final @Nullable Class<?> itemType;

	private ListenerMethod(String id, Set<String> tables, Object bean, Method method, ListenedTables known) {
		this.id = id;
		this.tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
		this.bean = bean;
		this.method = method;
		this.invocable = invocable(bean, method);
		this.signature = ListenerSignature.of(description(method), AopUtils.getTargetClass(bean), method,
				known.converter());
		this.known = known;
		this.itemType = limit();
	}

	/** The type that the annotation names, or else one of which all tables have items. */
	private @Nullable Class<?> limit() {
		DaplugStreamListener annotation = annotation(DaplugStreamListener.class);
		if (annotation != null && annotation.itemType() != void.class) {
			return annotation.itemType();
		}
		for (Class<?> read : this.signature.itemTypes()) {
			if (read != Object.class && this.tables.stream().allMatch((table) -> this.known.hasItemsOf(table, read))) {
				return read;
			}
		}
		return null;
	}

	/**
	 * Checks a method.
	 * @param id the listener's id
	 * @param tables the logical names of the tables that it listens to
	 * @param bean the object it is called on, possibly a proxy
	 * @param method the method, of the bean's class or of the class behind the proxy
	 * @param known all tables, and what reads their items as the types of the parameters
	 * @return the method, ready to be called
	 * @throws InvalidListenerException if it can receive no change
	 */
	public static ListenerMethod of(String id, Set<String> tables, Object bean, Method method, ListenedTables known) {
		return new ListenerMethod(id, tables, bean, method, known);
	}

	private static Method invocable(Object bean, Method method) {
		try {
			Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
			ReflectionUtils.makeAccessible(invocable);
			return invocable;
		}
		catch (IllegalStateException ex) {
			throw new InvalidListenerException(description(method), "cannot be called through the bean's proxy",
					"Make the method public, or declare it in an interface that the proxy implements.", ex);
		}
	}

	private static String description(Method method) {
		return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName();
	}

	/**
	 * Returns the listener's id.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Returns the tables that it listens to.
	 * @return their logical names
	 */
	public Set<String> tables() {
		return this.tables;
	}

	/**
	 * Returns the object that the method is called on.
	 * @return the bean, possibly a proxy
	 */
	public Object bean() {
		return this.bean;
	}

	/**
	 * Returns the method.
	 * @return the method, with its annotations
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * Returns an annotation of the method, or of its annotations.
	 * @param <A> type of the annotation
	 * @param type type of the annotation
	 * @return the annotation, its attributes merged; null if there is none
	 */
	public <A extends Annotation> @Nullable A annotation(Class<A> type) {
		return AnnotatedElementUtils.findMergedAnnotation(this.method, type);
	}

	/**
	 * Returns the method's return type.
	 * @return the type, its variables resolved by the bean's class
	 */
	public ResolvableType returnType() {
		return ResolvableType.forMethodReturnType(this.method, AopUtils.getTargetClass(this.bean));
	}

	/**
	 * Returns the kinds of changes that the signature can receive.
	 * @return the kinds, never empty
	 */
	public Set<ChangeKind> operations() {
		return this.signature.operations();
	}

	/**
	 * Returns the type of the items that the method is limited to.
	 * @return the type; null if it is given changes of all items
	 */
	public @Nullable Class<?> itemType() {
		return this.itemType;
	}

	/**
	 * Says whether the method is given changes of such an item.
	 * @param change a change of the item
	 * @return whether the item is of the type that the method is limited to
	 */
	public boolean concerns(ItemChange<?> change) {
		return this.itemType == null || this.known.isOf(change, this.itemType);
	}

	/** The images without which the method cannot be called. */
	Set<ImageKind> needs() {
		return this.signature.needs();
	}

	/** Refuses kinds of changes that the signature cannot receive. */
	void requireReceivable(Set<ChangeKind> wanted) {
		this.signature.requireReceivable(wanted);
	}

	/**
	 * Says whether the method can be called for a change: the change is of a kind that
	 * the signature can receive, and has everything that the parameters need.
	 * @param change the change
	 * @return whether it can
	 */
	public boolean accepts(ItemChange<?> change) {
		return this.signature.missing(change) == null;
	}

	/**
	 * Calls the method.
	 * @param change the change
	 * @return what the method returns
	 * @throws io.daplug.item.ItemConversionException if an item cannot be read as the
	 * type of a parameter
	 * @throws InvalidListenerException if the method does not {@linkplain #accepts
	 * accept} the change
	 * @throws Exception if the method throws it; an error is wrapped
	 */
	public @Nullable Object invoke(ItemChange<?> change) throws Exception {
		@Nullable Object[] arguments = this.signature.arguments(change);
		try {
			return this.invocable.invoke(this.bean, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof Exception thrown) {
				throw thrown;
			}
			throw new ExecutionException("%s threw an error".formatted(this), ex.getCause());
		}
	}

	@Override
	public String toString() {
		return description(this.method);
	}

}
