package io.daplug.proof;

import java.io.IOException;
import java.nio.file.Path;

import io.daplug.mirror.MirrorOperations;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * An application with a listener and a mirror of orders, run in a JVM of its own. It ends
 * with the process that started it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ConsumerApplication {

	/** Where the listener writes down what it is given. */
	static final String JOURNAL = "proof.journal";

	/** The mirror whose backfill the process begins, if it begins one. */
	static final String BACKFILL = "proof.backfill";

	public static void main(String[] arguments) {
		Thread watch = new Thread(ConsumerApplication::endWithParent, "proof-parent");
		watch.setDaemon(true);
		watch.start();
		SpringApplication.run(ConsumerApplication.class, arguments);
	}

	/** The parent writes nothing: there is an end to read when it has ended. */
	private static void endWithParent() {
		try {
			while (System.in.read() >= 0) {
				Thread.onSpinWait();
			}
		}
		catch (IOException ex) {
			// As at the end.
		}
		Runtime.getRuntime().halt(1);
	}

	@Bean
	Journal journal(@Value("${" + JOURNAL + "}") Path path) {
		return Journal.open(path);
	}

	/** Slow enough to be met half-way. */
	@Bean
	@ConditionalOnProperty(BACKFILL)
	ApplicationRunner backfill(MirrorOperations mirrors, @Value("${" + BACKFILL + "}") String mirror) {
		return (arguments) -> mirrors.backfill(mirror, (options) -> options.segments(2).pageSize(5).itemsPerSecond(30));
	}

}
