package io.daplug.autoconfigure.singletable;

import io.daplug.autoconfigure.singletable.strict.Invoice;
import io.daplug.schema.SchemaViolationException;
import io.daplug.singletable.ItemConstraints;
import io.daplug.singletable.JakartaConstraints;
import io.daplug.singletable.SingleTableTemplate;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests which constraints hold for items of tables of many types.
 */
class ItemConstraintsTests {

	private final ApplicationContextRunner runner = DeviceTables.with("bills")
		.withPropertyValues("daplug.single-tables.bills.packages=" + Invoice.class.getPackageName());

	@Test
	void constraintsHoldWhereThereIsAValidator() {
		this.runner.withBean(LocalValidatorFactoryBean.class)
			.run((context) -> assertThatExceptionOfType(SchemaViolationException.class)
				.isThrownBy(() -> insert(context.getBean(SingleTableTemplate.class)))
				.withMessageContaining("/customer"));
	}

	@Test
	void nothingIsCheckedWithoutAValidator() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(ItemConstraints.class);
			insert(context.getBean(SingleTableTemplate.class));
		});
	}

	@Test
	void nothingIsCheckedWithoutTheLibrary() {
		this.runner.withClassLoader(new FilteredClassLoader(Validator.class)).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ItemConstraints.class);
			insert(context.getBean(SingleTableTemplate.class));
		});
	}

	@Test
	void backsOffBeforeConstraintsOfTheApplication() {
		ItemConstraints constraints = mock(ItemConstraints.class);
		given(constraints.constrains(any())).willReturn(false);
		this.runner.withBean(LocalValidatorFactoryBean.class)
			.withBean(ItemConstraints.class, () -> constraints)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(JakartaConstraints.class);
				insert(context.getBean(SingleTableTemplate.class));
			});
	}

	private static void insert(SingleTableTemplate table) {
		table.items(Invoice.class).insert(new Invoice("i1", ""));
	}

}
