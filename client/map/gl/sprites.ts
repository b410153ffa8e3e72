const VERTICES = `#version 300 es
uniform mat4 u_matrix;
uniform vec2 u_screen;
uniform vec2 u_cells;
in vec2 a_place;
in float a_side;
in float a_turn;
in float a_cell;
out vec2 v_at;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 off = (corner - 0.5) * a_side;
  float s = sin(a_turn);
  float c = cos(a_turn);
  gl_Position = u_matrix * vec4(a_place, 0.0, 1.0);
  gl_Position.xy += vec2(off.x * c - off.y * s, -off.x * s - off.y * c) * 2.0 / u_screen * gl_Position.w;
  v_at = (vec2(mod(a_cell, u_cells.x), floor(a_cell / u_cells.x)) + corner) / u_cells;
}`
const FRAGMENTS = `#version 300 es
precision mediump float;
uniform sampler2D u_pictures;
in vec2 v_at;
out vec4 colour;
void main() {
  colour = texture(u_pictures, v_at);
}`

/** Numbers of a sprite in the array that is drawn: its place (2), side, turn, cell. */
const FLOATS_A_SPRITE = 5
const ATTRIBUTES = [['a_place', 2], ['a_side', 1], ['a_turn', 1], ['a_cell', 1]] as const

/** Pictures on the graphics card, and square sprites of them that stand upright on the screen at places on the ground. */
export class Sprites {
  readonly #gl: WebGL2RenderingContext
  readonly #program: WebGLProgram
  readonly #array: WebGLVertexArrayObject
  readonly #buffer: WebGLBuffer
  readonly #texture: WebGLTexture
  readonly #uniforms: Readonly<Record<'matrix' | 'screen' | 'cells', WebGLUniformLocation | null>>
  readonly #columns: number
  readonly #rows: number
  /** How wide and high a picture is, px. */
  readonly side: number

  /** Room for `cells` pictures of `side` px each, or of fewer where the card holds no texture so large. @throws Error when the context is gone */
  constructor(gl: WebGL2RenderingContext, cells: number, side: number) {
    this.#gl = gl
    this.#columns = Math.ceil(Math.sqrt(cells))
    this.#rows = Math.ceil(cells / this.#columns)
    this.side = Math.min(side, Math.floor((gl.getParameter(gl.MAX_TEXTURE_SIZE) as number) / this.#columns))
    this.#program = programOf(gl)
    const uniform = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(this.#program, name)
    this.#uniforms = { matrix: uniform('u_matrix'), screen: uniform('u_screen'), cells: uniform('u_cells') }
    this.#array = gl.createVertexArray()
    this.#buffer = gl.createBuffer()
    this.#texture = gl.createTexture()
    gl.bindVertexArray(this.#array)
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer)
    this.#layOut()
    gl.bindVertexArray(null)
    gl.bindTexture(gl.TEXTURE_2D, this.#texture)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, this.#columns * this.side, this.#rows * this.side)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
  }

  /** Keeps a picture, `side` px wide and high, in cell `cell`. */
  paint(cell: number, picture: ImageData): void {
    const gl = this.#gl
    gl.bindTexture(gl.TEXTURE_2D, this.#texture)
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
    const [x, y] = [(cell % this.#columns) * this.side, Math.floor(cell / this.#columns) * this.side]
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, gl.RGBA, gl.UNSIGNED_BYTE, picture)
  }

  /**
   * Draws sprites from the first to the last, so the last on top. Each is five numbers: where it stands as `matrix` (places to
   * clip space, by columns) understands it, its side in device px, how far it is turned clockwise in radians, its cell.
   */
  draw(sprites: Float32Array, matrix: Float32List): void {
    const gl = this.#gl
    gl.useProgram(this.#program)
    gl.bindVertexArray(this.#array)
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer)
    gl.bufferData(gl.ARRAY_BUFFER, sprites, gl.STREAM_DRAW)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, this.#texture)
    gl.uniformMatrix4fv(this.#uniforms.matrix, false, matrix)
    gl.uniform2f(this.#uniforms.screen, gl.drawingBufferWidth, gl.drawingBufferHeight)
    gl.uniform2f(this.#uniforms.cells, this.#columns, this.#rows)
    gl.disable(gl.DEPTH_TEST)
    gl.disable(gl.CULL_FACE)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, sprites.length / FLOATS_A_SPRITE)
    gl.bindVertexArray(null)
  }

  dispose(): void {
    this.#gl.deleteTexture(this.#texture)
    this.#gl.deleteBuffer(this.#buffer)
    this.#gl.deleteVertexArray(this.#array)
    this.#gl.deleteProgram(this.#program)
  }

  #layOut(): void {
    const gl = this.#gl
    let offset = 0
    for (const [name, size] of ATTRIBUTES) {
      const at = gl.getAttribLocation(this.#program, name)
      gl.enableVertexAttribArray(at)
      gl.vertexAttribPointer(at, size, gl.FLOAT, false, FLOATS_A_SPRITE * Float32Array.BYTES_PER_ELEMENT, offset)
      gl.vertexAttribDivisor(at, 1)
      offset += size * Float32Array.BYTES_PER_ELEMENT
    }
  }
}

function programOf(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTICES], [gl.FRAGMENT_SHADER, FRAGMENTS]] as const) {
    const shader = gl.createShader(type)
    if (shader === null) throw new Error('the graphics context is gone')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(`sprites: ${gl.getProgramInfoLog(program)}`)
  return program
}
