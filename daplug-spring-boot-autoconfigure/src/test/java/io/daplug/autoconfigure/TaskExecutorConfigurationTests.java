package io.daplug.autoconfigure;

import java.util.concurrent.CompletableFuture;

import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the threads of an application: as Spring Boot is configured.
 */
@Timeout(60)
class TaskExecutorConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	@Test
	void createsNamedDaemonThreads() {
		this.runner.run((context) -> {
			Thread thread = worker(context.getBean(TaskExecutorFactory.class));
			assertThat(thread.getName()).isEqualTo("daplug-test-1");
			assertThat(thread.isDaemon()).isTrue();
		});
	}

	@Test
	void managesWithoutSpringBootsBuilder() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
			.run((context) -> assertThat(worker(context.getBean(TaskExecutorFactory.class)).getName())
				.isEqualTo("daplug-test-1"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
	void createsVirtualThreadsWhereSpringBootDoes() throws Exception {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			Thread thread = worker(context.getBean(TaskExecutorFactory.class));
			assertThat(thread.getName()).isEqualTo("daplug-test-1");
			assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
		});
	}

	@Test
	void limitsItsThreadsWhateverSpringBootsLimitIs() {
		this.runner
			.withPropertyValues("spring.task.execution.simple.concurrency-limit=1",
					"spring.task.execution.simple.reject-tasks-when-limit-reached=true")
			.run((context) -> {
				try (SimpleAsyncTaskExecutor executor = context.getBean(TaskExecutorFactory.class)
					.createForWorkers("daplug-test-", 3)) {
					assertThat(executor.getConcurrencyLimit()).isEqualTo(3);
				}
			});
	}

	@Test
	void carriesContextByAllDecoratorsOfTheApplication() {
		StringBuffer decorated = new StringBuffer();
		this.runner.withBean("first", TaskDecorator.class, () -> decorator(decorated, "first"))
			.withBean("second", TaskDecorator.class, () -> decorator(decorated, "second"))
			.run((context) -> {
				TaskExecutorFactory factory = context.getBean(TaskExecutorFactory.class);
				worker(factory);
				assertThat(decorated).isEmpty();
				try (SimpleAsyncTaskExecutor executor = factory.create("daplug-test-", 1)) {
					run(executor);
				}
				assertThat(decorated.toString()).contains("first", "second");
				assertThat(factory.decorator()).isNotNull();
			});
	}

	@Test
	void decoratesNothingWithoutADecorator() {
		this.runner.run((context) -> assertThat(context.getBean(TaskExecutorFactory.class).decorator()).isNull());
	}

	@Test
	void staysAwayFromTheUsersFactory() {
		TaskExecutorFactory own = TaskExecutorFactory.simple();
		this.runner.withBean(TaskExecutorFactory.class, () -> own)
			.run((context) -> assertThat(context.getBean(TaskExecutorFactory.class)).isSameAs(own));
	}

	private static TaskDecorator decorator(StringBuffer decorated, String name) {
		return (task) -> () -> {
			decorated.append(name);
			task.run();
		};
	}

	private static Thread worker(TaskExecutorFactory factory) {
		try (SimpleAsyncTaskExecutor executor = factory.createForWorkers("daplug-test-", 1)) {
			return run(executor);
		}
	}

	private static Thread run(AsyncTaskExecutor executor) {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		executor.execute(() -> thread.complete(Thread.currentThread()));
		return thread.join();
	}

}
