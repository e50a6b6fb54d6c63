package io.daplug.sample;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what was published to SNS, where that is the stand-in.
 */
@RestController
final class MessageController {

	private final ObjectProvider<LocalSns> sns;

	MessageController(ObjectProvider<LocalSns> sns) {
		this.sns = sns;
	}

	@GetMapping("/messages")
	List<LocalSns.Message> messages() {
		LocalSns local = this.sns.getIfAvailable();
		return (local != null) ? local.messages() : List.of();
	}

}
