package io.daplug.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts real applications that cannot start, so that the registration of the failure
 * analyzers is tested too.
 *
 * @param directory where the application's configuration is written
 * @param output what is printed
 */
record FailedStart(Path directory, CapturedOutput output) {

	private static final String FAILED = "APPLICATION FAILED TO START";

	/**
	 * Starts an application, sees that it fails in a few lines and without stack trace.
	 * @return the lines
	 */
	String of(Class<?> application, String yaml, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.config.location=file:" + write(yaml));
		SpringApplication failing = new SpringApplication(application);
		failing.setWebApplicationType(WebApplicationType.NONE);
		int before = this.output.getAll().length();
		assertThatException().isThrownBy(() -> failing.run(all.toArray(String[]::new)).close());
		String printed = this.output.getAll().substring(before).replace("\r", "");
		assertThat(printed).contains(FAILED).doesNotContain("\tat ");
		String report = printed.substring(printed.indexOf(FAILED));
		assertThat(report.lines()).hasSizeLessThan(25);
		return report;
	}

	private Path write(String yaml) {
		try {
			return Files.writeString(this.directory.resolve("application.yml"), yaml);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
