package io.daplug.manual;

import io.daplug.table.StreamSource;
import io.daplug.table.TableRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of sources, as an application reads them. Nothing listens to the
 * table, so its stream is not read.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/sources.yml", "daplug.local.enabled=true" })
class SourcesExamplesTests {

	@Autowired
	private TableRegistry tables;

	@Test
	void tableSaysItsSource() {
		assertThat(this.tables.require("orders").streamSource()).isEqualTo(StreamSource.KCL);
	}

}
