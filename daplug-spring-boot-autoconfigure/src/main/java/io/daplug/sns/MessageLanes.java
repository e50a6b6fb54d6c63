package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.daplug.event.ChangeHandling;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Sends messages on threads of its own. Those about one item go through one lane, so they
 * keep their order. Together the lanes hold a limited number; who brings more waits,
 * unless it handles a change itself, since what it waits for might wait for it.
 */
final class MessageLanes {

	/** How many messages a lane sends at once: as many as go into one request. */
	private static final int AT_ONCE = 10;

	private static final Log logger = LogFactory.getLog(MessageLanes.class);

	private final MessageSender sender;

	private final PublishFailures failures;

	private final int capacity;

	private final Duration shutdownTimeout;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition room = this.lock.newCondition();

	private final Condition idle = this.lock.newCondition();

	private final List<Lane> lanes = new ArrayList<>();

	private int waiting;

	private int sending;

	private State state = State.RUNNING;

	private enum State {

		RUNNING, DRAINING, STOPPED

	}

	/** One thread and what it has to send. Guarded by the lock. */
	private final class Lane {

		private final Deque<Message> messages = new ArrayDeque<>();

		private final Condition filled = MessageLanes.this.lock.newCondition();

		private List<Message> underWay = List.of();

		private final Thread thread;

		private Lane(int number) {
			this.thread = new Thread(() -> ChangeHandling.run(() -> work(this)), "daplug-sns-" + number);
			this.thread.setDaemon(true);
		}

	}

	MessageLanes(MessageSender sender, PublishFailures failures, AsyncPublishing options) {
		this.sender = sender;
		this.failures = failures;
		this.capacity = options.queueCapacity();
		this.shutdownTimeout = options.shutdownTimeout();
		for (int number = 1; number <= options.threads(); number++) {
			this.lanes.add(new Lane(number));
		}
		this.lanes.forEach((lane) -> lane.thread.start());
	}

	/**
	 * Takes a message.
	 * @param message the message
	 * @return false if the lanes are closed, so that the caller has to send it
	 */
	boolean offer(Message message) {
		this.lock.lock();
		try {
			while (this.state != State.STOPPED && this.waiting >= this.capacity && mayWait()) {
				this.room.awaitUninterruptibly();
			}
			if (this.state == State.STOPPED) {
				return false;
			}
			Lane lane = this.lanes
				.get(Math.floorMod(Objects.hash(message.change().table(), message.change().key()), this.lanes.size()));
			lane.messages.add(message);
			this.waiting++;
			lane.filled.signal();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static boolean mayWait() {
		return ChangeHandling.mayWait() && !Thread.currentThread().isInterrupted();
	}

	private void work(Lane lane) {
		for (List<Message> batch = take(lane); !batch.isEmpty(); batch = take(lane)) {
			try {
				List<UnsentMessage> unsent = send(batch);
				if (claim(lane)) {
					this.failures.report(unsent);
				}
			}
			catch (RuntimeException | Error ex) {
				// A lane that ended would let its messages pile up for ever.
				logger.error("A lane to SNS goes on after a failure", ex);
			}
			finally {
				finish();
			}
		}
	}

	private List<UnsentMessage> send(List<Message> batch) {
		try {
			return this.sender.send(batch);
		}
		catch (Error ex) {
			IllegalStateException cause = new IllegalStateException("Sending failed with an error", ex);
			return batch.stream().map((message) -> new UnsentMessage(message, cause)).toList();
		}
	}

	private List<Message> take(Lane lane) {
		this.lock.lock();
		try {
			while (lane.messages.isEmpty() && this.state != State.STOPPED) {
				lane.filled.awaitUninterruptibly();
			}
			List<Message> batch = new ArrayList<>();
			while (!lane.messages.isEmpty() && batch.size() < AT_ONCE) {
				batch.add(lane.messages.remove());
			}
			lane.underWay = batch;
			this.waiting -= batch.size();
			this.sending += batch.isEmpty() ? 0 : 1;
			this.room.signalAll();
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether what was under way is still the lane's to tell of. */
	private boolean claim(Lane lane) {
		this.lock.lock();
		try {
			boolean own = !lane.underWay.isEmpty();
			lane.underWay = List.of();
			return own;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void finish() {
		this.lock.lock();
		try {
			this.sending--;
			this.idle.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends what is there, as long as the shutdown timeout allows, and reports the rest.
	 * Later messages are not taken.
	 */
	void close() {
		List<Message> left = drain();
		CancellationException cause = new CancellationException(
				"The application stopped, and the message was not sent within " + this.shutdownTimeout);
		this.failures.report(left.stream().map((message) -> new UnsentMessage(message, cause)).toList());
	}

	private List<Message> drain() {
		List<Message> left = new ArrayList<>();
		boolean interrupted = false;
		this.lock.lock();
		try {
			if (this.state != State.RUNNING) {
				return left;
			}
			this.state = State.DRAINING;
			long nanos = this.shutdownTimeout.toNanos();
			while ((this.waiting > 0 || this.sending > 0) && nanos > 0) {
				try {
					nanos = this.idle.awaitNanos(nanos);
				}
				catch (InterruptedException ex) {
					interrupted = true;
					nanos = 0;
				}
			}
			this.state = State.STOPPED;
			for (Lane lane : this.lanes) {
				left.addAll(lane.underWay);
				left.addAll(lane.messages);
				lane.underWay = List.of();
				lane.messages.clear();
				lane.filled.signal();
				if (this.sending > 0) {
					lane.thread.interrupt();
				}
			}
			this.waiting = 0;
			this.room.signalAll();
		}
		finally {
			this.lock.unlock();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		return left;
	}

}
