package io.daplug.stream.parking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.stream.Changes;
import io.daplug.stream.parking.ParkingFixture.Instance;
import io.daplug.stream.parking.RedriveResult.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a redrive tells whose thread is interrupted.
 */
@Timeout(60)
class RedriveInterruptionIntegrationTests {

	private final ParkingFixture fixture = new ParkingFixture();

	private final Instance instance = this.fixture.instance();

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch going = new CountDownLatch(1);

	/** A redrive, and whether its thread was interrupted still when it ended. */
	private record Told(RedriveResult result, boolean interrupted) {

	}

	@AfterEach
	void stop() {
		this.going.countDown();
		this.instance.registry.stop();
	}

	private void listen() {
		this.instance.listener((change) -> {
			this.begun.countDown();
			this.going.await();
			this.handled.add(change);
		});
	}

	/** Interrupts a redrive that waits for the listener, which goes on afterwards. */
	private Told interrupted(Supplier<RedriveResult> redrive) throws Exception {
		FutureTask<Told> task = new FutureTask<>(() -> new Told(redrive.get(), Thread.currentThread().isInterrupted()));
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
		this.begun.await();
		await().until(() -> isWaitingForRedrives(thread));
		thread.interrupt();
		this.going.countDown();
		return task.get();
	}

	private static boolean isWaitingForRedrives(Thread thread) {
		return thread.getState() == Thread.State.WAITING && Arrays.stream(thread.getStackTrace())
			.map(StackTraceElement::getClassName)
			.anyMatch(
					(name) -> name.equals(Semaphore.class.getName()) || name.equals(CompletableFuture.class.getName()));
	}

	@Test
	void tellsWhatBecameOfTheOneThatWasUnderWay() throws Exception {
		this.fixture.park(Changes.modified("a", 1));
		String id = this.instance.ids().get(0);
		listen();
		Told told = interrupted(() -> this.instance.operations.redrive(id));
		assertThat(told.result().redriven()).containsExactly(id);
		assertThat(told.interrupted()).isTrue();
	}

	@Test
	void tellsWhatBecameOfAllThatWereUnderWay() throws Exception {
		this.fixture.park(Changes.modified("a", 1));
		this.fixture.park(Changes.modified("b", 1));
		List<String> ids = this.instance.ids();
		listen();
		Told told = interrupted(() -> this.instance.operations.redriveAll());
		assertThat(told.result().redriven()).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(told.result().isComplete()).isTrue();
		assertThat(told.interrupted()).isTrue();
	}

	@Test
	void isNotCompleteIfSomeWereNotTried() throws Exception {
		List<ItemChange<?>> changes = new ArrayList<>();
		IntStream.range(0, 80).forEach((n) -> changes.add(Changes.modified("k" + n, 1)));
		changes.forEach(this.fixture::park);
		listen();
		Told told = interrupted(() -> this.instance.operations.redriveAll());
		assertThat(told.result().redriven()).hasSize(this.handled.size()).hasSizeLessThan(changes.size());
		assertThat(told.result().skipped()).as("all others")
			.hasSize(changes.size() - this.handled.size())
			.containsValue(Reason.INTERRUPTED);
		assertThat(told.result().isComplete()).isFalse();
		assertThat(told.interrupted()).isTrue();
	}

}
