package io.daplug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reader can hold: the size of files, folders, methods and parameter lists.
 */
class SourceRulesTests {

	private static final Path SOURCES = Path.of("src", "main", "java");

	private static final Path TESTS = Path.of("src", "test", "java");

	private static final int LINES_PER_FILE = 400;

	private static final int FILES_PER_FOLDER = 45;

	private static final int LINES_PER_METHOD = 40;

	private static final int PARAMETERS = 5;

	@Test
	void noFileIsLongerThanAReaderCanHold() {
		List<Path> all = Stream.concat(sources(SOURCES).stream(), sources(TESTS).stream()).toList();
		assertThat(all).isNotEmpty().allSatisfy((source) -> {
			try (Stream<String> lines = Files.lines(source)) {
				assertThat(lines.count()).as("Lines of %s", source).isLessThanOrEqualTo(LINES_PER_FILE);
			}
		});
	}

	@Test
	void noFolderHoldsMoreThanAReaderCanSurvey() {
		Map<Path, Long> folders = sources(SOURCES).stream()
			.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
		assertThat(folders).isNotEmpty()
			.allSatisfy((folder, files) -> assertThat(files).as("Sources in %s", folder)
				.isLessThanOrEqualTo(FILES_PER_FOLDER));
	}

	@Test
	void methodsAreShortAndTakeFewParameters() throws IOException {
		List<String> violations = new ArrayList<>();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(sources(SOURCES)));
			SourcePositions positions = Trees.instance(task).getSourcePositions();
			for (CompilationUnitTree unit : task.parse()) {
				unit.accept(new Measuring(unit, positions, violations), null);
			}
		}
		assertThat(violations).isEmpty();
	}

	private static List<Path> sources(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(JavaFileObject.Kind.SOURCE.extension)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Measures methods and the headers of records.
	 */
	private static final class Measuring extends TreeScanner<@Nullable Void, @Nullable Void> {

		private final CompilationUnitTree unit;

		private final SourcePositions positions;

		private final List<String> violations;

		private String type = "";

		private Measuring(CompilationUnitTree unit, SourcePositions positions, List<String> violations) {
			this.unit = unit;
			this.positions = positions;
			this.violations = violations;
		}

		@Override
		public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
			String outer = this.type;
			this.type = outer.isEmpty() ? tree.getSimpleName().toString() : outer + "." + tree.getSimpleName();
			if (tree.getKind() == Tree.Kind.RECORD && !isBoundByName()) {
				long components = tree.getMembers().stream().filter(Measuring::isComponent).count();
				if (components > PARAMETERS) {
					this.violations.add("%s has %d components".formatted(this.type, components));
				}
			}
			super.visitClass(tree, unused);
			this.type = outer;
			return null;
		}

		/** Nobody calls the constructors of properties but Spring Boot, by name. */
		private boolean isBoundByName() {
			return this.type.split("\\.")[0].endsWith("Properties");
		}

		/** The fields of a record that are not static are its components. */
		private static boolean isComponent(Tree member) {
			return member instanceof VariableTree field
					&& !field.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC);
		}

		@Override
		public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
			String name = this.type + "." + tree.getName();
			if (tree.getParameters().size() > PARAMETERS) {
				this.violations.add("%s has %d parameters".formatted(name, tree.getParameters().size()));
			}
			if (tree.getBody() != null) {
				long lines = line(this.positions.getEndPosition(this.unit, tree.getBody()))
						- line(this.positions.getStartPosition(this.unit, tree.getBody())) + 1;
				if (lines > LINES_PER_METHOD) {
					this.violations.add("%s has %d lines".formatted(name, lines));
				}
			}
			return super.visitMethod(tree, unused);
		}

		private long line(long position) {
			return this.unit.getLineMap().getLineNumber(position);
		}

	}

}
