package io.daplug.stream.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.stream.DaplugStreamListener;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.TaskDecorator;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the threads of listeners, in whole contexts.
 */
@Timeout(120)
class ListenerThreadsIntegrationTests {

	private final ApplicationContextRunner runner = ListenerApplication.with("orders");

	@Test
	void carriesTheContextOfTheWriterToListenerMethods() {
		this.runner.withBean(InContext.class).withBean(TaskDecorator.class, InContext::decorator).run((context) -> {
			InContext listener = context.getBean(InContext.class);
			InContext.current.set("the writer's");
			try {
				orders(context).insert(new Order("a", 1));
			}
			finally {
				InContext.current.remove();
			}
			orders(context).insert(new Order("b", 1));
			await().until(() -> listener.seen.size() == 2);
			assertThat(listener.seen).containsExactlyInAnyOrder("a the writer's", "b null");
		});
	}

	@Test
	void handlesChangesOnNamedThreads() {
		this.runner.withBean(InContext.class).run((context) -> {
			orders(context).insert(new Order("a", 1));
			InContext listener = context.getBean(InContext.class);
			await().until(() -> listener.threads.size() == 1);
			assertThat(listener.threads.get(0).getName()).matches("daplug-context-[1-4]");
			assertThat(listener.threads.get(0).isDaemon()).isTrue();
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
	void handlesChangesOnVirtualThreadsWhereSpringBootHasThem() {
		this.runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.withBean(InContext.class)
			.run((context) -> {
				orders(context).insert(new Order("a", 1));
				InContext listener = context.getBean(InContext.class);
				await().until(() -> listener.threads.size() == 1);
				assertThat(listener.threads.get(0).getName()).matches("daplug-context-[1-4]");
				assertThat(Thread.class.getMethod("isVirtual").invoke(listener.threads.get(0))).isEqualTo(true);
			});
	}

	private static DaplugTemplate orders(ApplicationContext context) {
		return context.getBean("orders", DaplugTemplate.class);
	}

	record Order(String id, int n) {

	}

	static class InContext {

		private static final ThreadLocal<@Nullable String> current = new ThreadLocal<>();

		private final List<String> seen = new CopyOnWriteArrayList<>();

		private final List<Thread> threads = new CopyOnWriteArrayList<>();

		static TaskDecorator decorator() {
			return (task) -> {
				String carried = current.get();
				return () -> {
					current.set(carried);
					try {
						task.run();
					}
					finally {
						current.remove();
					}
				};
			};
		}

		@DaplugStreamListener(tables = "orders", id = "context")
		void on(Order order) {
			this.threads.add(Thread.currentThread());
			this.seen.add(order.id() + " " + current.get());
		}

	}

}
