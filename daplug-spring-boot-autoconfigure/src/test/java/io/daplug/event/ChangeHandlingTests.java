package io.daplug.event;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ChangeHandling}.
 */
class ChangeHandlingTests {

	private final List<String> seen = new ArrayList<>();

	@Test
	void threadsThatHandleMustNotWait() {
		ChangeHandling.run(this::look);
		look();
		assertThat(this.seen).containsExactly("under way", "free, may wait");
	}

	@Test
	void threadsThatAnnounceMayWait() {
		ChangeHandling.announce(this::look);
		look();
		assertThat(this.seen).containsExactly("under way, may wait", "free, may wait");
	}

	@Test
	void whatIsWrittenWhileAnnouncingMustNotWait() {
		ChangeHandling.announce(() -> {
			ChangeHandling.announce(this::look);
			look();
		});
		assertThat(this.seen).containsExactly("under way", "under way, may wait");
	}

	@Test
	void whatAHandlerAnnouncesMustNotWait() {
		ChangeHandling.run(() -> ChangeHandling.announce(this::look));
		assertThat(this.seen).containsExactly("under way");
	}

	@Test
	void whatIsHandledWhileAnnouncingMustNotWait() {
		ChangeHandling.announce(() -> {
			ChangeHandling.run(this::look);
			look();
		});
		assertThat(this.seen).containsExactly("under way", "under way, may wait");
	}

	@Test
	void threadsAreFreeAgainAfterAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> ChangeHandling.call(() -> {
			throw new IllegalStateException("broken");
		}));
		look();
		assertThat(this.seen).containsExactly("free, may wait");
	}

	private void look() {
		this.seen
			.add((ChangeHandling.isUnderWay() ? "under way" : "free") + (ChangeHandling.mayWait() ? ", may wait" : ""));
	}

}
